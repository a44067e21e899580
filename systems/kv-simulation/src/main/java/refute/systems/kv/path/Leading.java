package refute.systems.kv.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Consistency;
import refute.kv.raft.Entry;
import refute.kv.raft.Input;
import refute.kv.raft.MemberChange;
import refute.kv.raft.Outcome;
import refute.kv.raft.PeerMessage;
import refute.kv.raft.Role;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;

/** Makes happen to the nodes what happens in a step of the spec. */
final class Leading {
    /** A leader notices at the second look that it hears from nobody. */
    private static final int LOOKS_MAX = 3;

    private static final Bytes KEY = Bytes.utf8("key");

    private final SequencedMap<String, LedNode> nodes;
    private final Pool pool;
    private final SequencedMap<String, Long> figures;
    private final Mutants mutants;
    /** What each leader has, or had when it was one. */
    private final Map<Long, List<Entry>> led = new HashMap<>();
    /** Of each read its request, and its round. */
    private final Map<Long, Long> rounds = new HashMap<>();

    private long requests;

    /** The step cannot be made to happen. */
    static final class Stuck extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stuck(String what) {
            super(what, null, false, false);
        }
    }

    Leading(SequencedMap<String, LedNode> nodes, Pool pool, SequencedMap<String, Long> figures, Mutants mutants) {
        this.nodes = nodes;
        this.pool = pool;
        this.figures = figures;
        this.mutants = mutants;
    }

    void take(String action, PathState before, PathState after) {
        switch (action) {
            case "TimeoutPreVote" -> timeOut(who(before, after));
            case "PreVoteRequest" ->
                ask(
                        "wish",
                        PeerMessage.PreVoteRequest.class,
                        before,
                        fresh(before, after, "willing"),
                        asked -> new PeerMessage.PreVoteRequest(asked.term(), asked.lastIndex(), asked.lastTerm()));
            case "TimeoutVote" -> campaign(who(before, after), before);
            case "VoteRequest" ->
                ask(
                        "ask",
                        PeerMessage.VoteRequest.class,
                        before,
                        vote(before, after),
                        asked -> new PeerMessage.VoteRequest(asked.lastIndex(), asked.lastTerm(), false));
            case "BecomeLeader" -> elect(who(before, after), before);
            case "LearnTerm" -> learn(who(before, after), after);
            case "StepDown" -> stepDown(who(before, after));
            case "Propose" -> propose(who(before, after), after);
            case "AppendReceive" -> append(who(before, after), before, after);
            case "Commit" -> commit(who(before, after), before, after);
            case "Write" -> isWriting(who(before, after), after);
            case "Persist" -> endWrites(who(before, after), before, after);
            case "Restart" -> restart(before, after);
            case "MembershipPropose" -> remove(who(before, after), before, after);
            case "ReadIndex" -> read(before, after);
            case "Heartbeat" -> hearRound(before, after);
            case "ReadDone" -> endRead(before, after);
            default -> throw new Stuck("no store can be led along this step");
        }
    }

    /** What is on its way to a disk is done. */
    void endAllWrites() {
        for (LedNode node : nodes.values()) {
            while (node.writes() > 0) {
                node.endWrites(node.writes());
            }
        }
    }

    /** What leaders have now, they may send at any time. */
    void remember() {
        for (LedNode node : nodes.values()) {
            if (node.isLeader()) {
                led.put(node.status().term(), node.log());
            }
        }
    }

    // --- elections ---

    private void timeOut(LedNode node) {
        count("time-outs");
        node.timeOut();
    }

    /**
     * A question arrives, and is answered with yes. A wish is sent in the term before the one that it is about. In the spec a question is
     * to everybody, in the store to those who voted when it was asked.
     */
    private <B extends PeerMessage.Body> void ask(
            String kind,
            Class<B> type,
            PathState before,
            PathState.Said answer,
            Function<PathState.Said, PeerMessage.Body> asAsked) {
        LedNode from = node(answer.to());
        LedNode to = node(answer.from());
        long sentIn = kind.equals("wish") ? answer.term() - 1 : answer.term();
        to.forgetItsLeader();
        Optional<PeerMessage> sent = pool.find(type, from, to, sentIn, request -> true);
        if (sent.isPresent()) {
            deliver(to, sent.get());
            return;
        }
        PathState.Said asked = before.said().stream()
                .filter(said ->
                        said.kind().equals(kind) && said.from().equals(answer.to()) && said.term() == answer.term())
                .max(Comparator.comparingLong(PathState.Said::lastTerm).thenComparingLong(PathState.Said::lastIndex))
                .orElseThrow(() -> new Stuck(from.id() + " never sent " + to.id() + " such a request"));
        deliverMade(to, from, sentIn, asAsked.apply(asked));
    }

    private void campaign(LedNode node, PathState before) {
        if (node.status().role() != Role.PRE_CANDIDATE) {
            timeOut(node);
        }
        long next = node.status().term() + 1;
        for (PathState.Said said : before.said()) {
            if (said.kind().equals("willing")
                    && isTo(said, node, next)
                    && node.status().term() < next) {
                pool.find(
                                PeerMessage.PreVoteResponse.class,
                                node(said.from()),
                                node,
                                next - 1,
                                answer -> answer.granted() && answer.nextTerm() == next)
                        .ifPresent(message -> deliver(node, message));
            }
        }
    }

    private void elect(LedNode node, PathState before) {
        long term = node.status().term();
        for (PathState.Said said : before.said()) {
            if (said.kind().equals("granted") && isTo(said, node, term) && !node.isLeader()) {
                pool.find(
                                PeerMessage.VoteResponse.class,
                                node(said.from()),
                                node,
                                term,
                                PeerMessage.VoteResponse::granted)
                        .ifPresent(message -> deliver(node, message));
            }
        }
    }

    private static boolean isTo(PathState.Said said, LedNode node, long term) {
        return said.to().equals(node.id().toString()) && said.term() == term;
    }

    private void learn(LedNode node, PathState after) {
        long term = after.number("term", node.id().toString());
        LedNode from = nodes.values().stream()
                .filter(other -> other != node && other.status().term() == term)
                .findFirst()
                .orElseThrow(() -> new Stuck("nobody is in term " + term));
        // Any answer to somebody of an old term tells the new one.
        deliverMade(node, from, term, new PeerMessage.AppendRefused(0, 0, 0));
    }

    private void stepDown(LedNode node) {
        for (int looks = 0; looks < LOOKS_MAX && node.isLeader(); looks++) {
            node.forgetItsLeader();
            timeOut(node);
        }
    }

    // --- the log ---

    private void propose(LedNode node, PathState after) {
        List<PathState.Place> wanted = after.log(node.id().toString());
        if (node.status().log().last() < wanted.size()) {
            count("requests");
            requests++;
            node.give(new Input.Propose(requests, Command.of(new Operation.Put(KEY, LedNode.text(requests)))));
        }
    }

    private void append(LedNode node, PathState before, PathState after) {
        String name = node.id().toString();
        long term = after.number("term", name);
        LedNode leader = leaderOf(after, term);
        List<Entry> its = led.getOrDefault(term, List.of());
        List<PathState.Place> wanted = after.log(name);
        long known = after.number("commit", name);
        long taught = known > before.number("commit", name) ? known : 0;
        long upTo = agreed(before, after, name, term)
                .orElse(wanted.equals(before.log(name)) ? known : (long) wanted.size());
        AppendChoice choice =
                new AppendChoice(node.log(), its, node.status().log().commit(), mutants);
        Optional<PeerMessage> sent = pool.find(
                PeerMessage.AppendRequest.class,
                leader,
                node,
                term,
                request -> choice.leadsTo(request, upTo, wanted)
                        && Math.max(Math.min(request.commit(), upTo), before.number("commit", name)) == known);
        if (sent.isPresent()) {
            deliver(node, sent.get());
        } else {
            deliverMade(
                    node,
                    leader,
                    term,
                    choice.make(upTo, wanted, taught)
                            .orElseThrow(() -> new Stuck("no part of " + leader.id() + "'s log makes " + wanted)));
        }
    }

    private LedNode leaderOf(PathState state, long term) {
        return node(state.leader(term).orElseThrow(() -> new Stuck("nobody leads term " + term)));
    }

    private static Optional<Long> agreed(PathState before, PathState after, String node, long term) {
        Set<PathState.Said> fresh = new HashSet<>(after.allSaid());
        fresh.removeAll(before.allSaid());
        return fresh.stream()
                .filter(said -> said.kind().equals("agreed") && said.from().equals(node) && said.term() == term)
                .map(PathState.Said::upTo)
                .findFirst();
    }

    /** Those who told that they have it on disk are heard, one after the other. */
    private void commit(LedNode node, PathState before, PathState after) {
        long term = node.status().term();
        long index = after.number("commit", node.id().toString());
        for (PathState.Said said : before.said()) {
            boolean tells = said.kind().equals("agreed") && said.term() == term && said.upTo() >= index;
            if (tells && node.status().log().commit() < index) {
                LedNode from = node(said.from());
                Optional<PeerMessage> sent = pool.find(
                        PeerMessage.AppendAccepted.class, from, node, term, accepted -> accepted.matchIndex() == index);
                if (sent.isPresent()) {
                    deliver(node, sent.get());
                } else {
                    deliverMade(node, from, term, new PeerMessage.AppendAccepted(index));
                }
            }
        }
        if (mutants.has(Mutant.M01) && node.status().log().commit() < index) {
            for (LedNode other : nodes.values()) {
                if (other != node && other.status().term() == term) {
                    deliverMade(node, other, term, new PeerMessage.AppendRefused(0, 0, 0));
                }
            }
        }
    }

    private void remove(LedNode node, PathState before, PathState after) {
        String name = node.id().toString();
        Set<String> gone = new HashSet<>(before.voters(name));
        gone.removeAll(after.voters(name));
        count("changes of members");
        for (String one : gone) {
            requests++;
            node.give(new Input.ChangeMembers(
                    requests, new MemberChange.Remove(node(one).id())));
        }
    }

    // --- disks and crashes ---

    private void isWriting(LedNode node, PathState after) {
        int wanted = after.writes(node.id().toString());
        if (node.writes() != wanted) {
            throw new Stuck(node.id() + " has " + node.writes() + " writes on their way, and not " + wanted);
        }
    }

    private void endWrites(LedNode node, PathState before, PathState after) {
        String name = node.id().toString();
        int done = before.writes(name) - after.writes(name);
        if (node.writes() < done) {
            throw new Stuck(node.id() + " has " + node.writes() + " writes on their way, and " + done + " end");
        }
        count("ends of writes");
        node.endWrites(done);
    }

    /** The spec says that somebody crashed; who it can have been is seen from what is left. */
    private void restart(PathState before, PathState after) {
        for (String name : changedFirst(before, after)) {
            for (int written = 0; written <= before.writes(name); written++) {
                if (isLeftBy(before.images(name).get(written), after, name)) {
                    count("crashes");
                    LedNode node = node(name);
                    if (node.writes() < written) {
                        throw new Stuck(name + " has but " + node.writes() + " writes on their way");
                    }
                    node.restart(written);
                    return;
                }
            }
        }
        throw new Stuck("nobody's crash leaves this");
    }

    private List<String> changedFirst(PathState before, PathState after) {
        List<String> names = new ArrayList<>();
        for (String name : before.nodes()) {
            if (before.isSame(name, after)) {
                names.addLast(name);
            } else {
                names.addFirst(name);
            }
        }
        return names;
    }

    private static boolean isLeftBy(Map<String, Object> image, PathState after, String name) {
        return after.text("role", name).equals("follower")
                && after.writes(name) == 0
                && Objects.equals(image.get("term"), after.number("term", name))
                && Objects.equals(image.get("vote"), after.text("vote", name))
                && Objects.equals(image.get("commit"), after.number("commit", name))
                && PathState.log(Objects.requireNonNull(image.get("log"))).equals(after.log(name));
    }

    // --- reads ---

    private void read(PathState before, PathState after) {
        PathState.Read begun = freshRead(before, after);
        LedNode node = node(begun.node());
        count("reads");
        requests++;
        // A read's request has the number of the read, below all others.
        node.give(new Input.Read(-begun.number(), new Query.Get(KEY), Consistency.LINEARIZABLE));
        for (LedNode other : nodes.values()) {
            pool.find(PeerMessage.Heartbeat.class, node, other, begun.term(), beat -> beat.round() > 0)
                    .ifPresent(message ->
                            rounds.merge(begun.number(), ((PeerMessage.Heartbeat) message.body()).round(), Math::max));
        }
    }

    private static PathState.Read freshRead(PathState before, PathState after) {
        return after.reads().stream()
                .filter(read -> before.reads().stream().noneMatch(known -> known.number() == read.number()))
                .findFirst()
                .orElseThrow(() -> new Stuck("no read begins"));
    }

    private void hearRound(PathState before, PathState after) {
        for (PathState.Read read : after.reads()) {
            Set<String> heard = new HashSet<>(read.heard());
            before.reads().stream()
                    .filter(known -> known.number() == read.number())
                    .forEach(known -> heard.removeAll(known.heard()));
            for (String name : heard) {
                LedNode node = node(name);
                long round = rounds.getOrDefault(read.number(), 0L);
                long commit = node.status().log().commit();
                Optional<PeerMessage> sent = pool.find(
                        PeerMessage.Heartbeat.class,
                        node(read.node()),
                        node,
                        read.term(),
                        beat -> beat.round() == round && beat.commit() <= commit);
                if (sent.isPresent()) {
                    deliver(node, sent.get());
                } else {
                    deliverMade(node, node(read.node()), read.term(), new PeerMessage.Heartbeat(0, round));
                }
            }
        }
    }

    private void endRead(PathState before, PathState after) {
        for (PathState.Read read : after.reads()) {
            boolean ends = read.done()
                    && before.reads().stream().anyMatch(known -> known.number() == read.number() && !known.done());
            if (!ends) {
                continue;
            }
            LedNode node = node(read.node());
            long round = rounds.getOrDefault(read.number(), 0L);
            for (String name : read.heard()) {
                pool.find(
                                PeerMessage.HeartbeatResponse.class,
                                node(name),
                                node,
                                read.term(),
                                answer -> answer.round() == round)
                        .ifPresent(message -> deliver(node, message));
            }
            if (!(node.answer(-read.number()).orElse(null) instanceof Outcome.Answered)) {
                throw new Stuck(node.id() + " has not answered read " + read.number());
            }
        }
    }

    // --- messages ---

    private void deliver(LedNode to, PeerMessage message) {
        count("messages");
        to.give(message);
    }

    /** A message that its sender might have sent. */
    private void deliverMade(LedNode to, LedNode from, long term, PeerMessage.Body body) {
        count("messages put together");
        to.give(new PeerMessage(GroupId.FIRST, from.id(), to.id(), term, body));
    }

    /** Whose step it was: something about that node alone has changed, or it has said something. */
    private LedNode who(PathState before, PathState after) {
        for (String name : before.nodes()) {
            if (!before.isSame(name, after)) {
                return node(name);
            }
        }
        Set<PathState.Said> either = new HashSet<>(after.said());
        either.removeAll(before.said());
        // What says less than another thing that was said may be forgotten.
        before.said().stream().filter(said -> !after.said().contains(said)).forEach(either::add);
        return either.stream()
                .findFirst()
                .map(said -> node(said.from()))
                .orElseThrow(() -> new Stuck("whose step it is cannot be told"));
    }

    /** What a voter says; perhaps once more, as what it said before waits for its disk. */
    private PathState.Said vote(PathState before, PathState after) {
        String voter = who(before, after).id().toString();
        return new PathState.Said("granted", voter, after.text("vote", voter), after.number("term", voter), 0, 0, 0);
    }

    private static PathState.Said fresh(PathState before, PathState after, String kind) {
        Set<PathState.Said> fresh = new HashSet<>(after.allSaid());
        fresh.removeAll(before.allSaid());
        return fresh.stream()
                .filter(said -> said.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Stuck("nobody says that it is " + kind));
    }

    private LedNode node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    private void count(String what) {
        figures.merge(what, 1L, Long::sum);
    }
}
