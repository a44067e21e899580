package refute.systems.kv.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Violation;
import refute.kv.raft.Entry;
import refute.kv.raft.Members;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.PeerMessage;
import refute.kv.raft.Role;

/**
 * What must hold of all nodes together, looked at after each event: I1 to I8 of the store's description, as far as it can be seen from
 * inside. Each look costs what has changed since the last one.
 */
final class Invariants {
    /** For whoever reads of one for the first time. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("I1", "a term has one leader"),
            Map.entry("I2", "a leader only appends to its log"),
            Map.entry("I3", "an index and a term name one entry"),
            Map.entry("I4", "what is committed stays, whoever leads"),
            Map.entry("I5", "nodes that have applied as much are in the same state"),
            Map.entry("I6", "what a node has reached or promised never goes back"),
            Map.entry("I7", "what is acknowledged is durable on a majority"),
            Map.entry("I8", "a read shows all that was acknowledged before it came"),
            Map.entry("I9", "each record of a log keeps its offset, which no other has"),
            Map.entry("I13", "a watch hears of each change once, in order"),
            Map.entry("I14", "at rest all replicas are equal"),
            Map.entry("I15", "a request that is sent again takes effect once"));

    private final Map<Long, NodeId> leaders = new HashMap<>();
    /** Of index and term: the content of the entry, and the term of the one before it. */
    private final Ledger places = new Ledger();
    /** Of an index: the term of the committed entry. */
    private final Ledger committed = new Ledger();
    /** Of an index: the term of whoever was first seen to know that it is committed. */
    private final Ledger committedSeen = new Ledger();
    /** Of an index: the state after it. */
    private final Ledger hashes = new Ledger();

    private final Seen[] seen;
    private final Votes votes;
    private final Electability electability;
    private final Predicate<NodeId> isUp;
    private Optional<Members> committedMembers = Optional.empty();
    private long committedUpTo;
    private long acknowledgedUpTo;

    private static final long NONE = -1;

    /** What a node was at when it was looked at last. */
    private static final class Seen {
        private long incarnation = -1;
        private @Nullable NodeStatus status;
        private long term;
        private long commit;
        private long applied;
        private long persisted;
        private Role role = Role.FOLLOWER;
        private long checkedTo;
        private long checkedTerm;
    }

    /** @param programs the latest of each node, of which those count that are up */
    Invariants(int nodes, Map<NodeId, KvProgram> programs, Predicate<NodeId> isUp) {
        seen = new Seen[nodes + 1];
        Arrays.setAll(seen, number -> new Seen());
        votes = new Votes(nodes);
        electability = new Electability(programs, isUp);
        this.isUp = isUp;
    }

    /** A node has started, and remembers what it could read. */
    void started(NodeId id, Node node) {
        votes.restarted(id, node.status().term());
    }

    /** A node is about to send. */
    void sends(NodeId id, PeerMessage message) {
        if (message.body() instanceof PeerMessage.VoteRequest) {
            votes.sent(id, message.term(), id);
        } else if (message.body() instanceof PeerMessage.VoteResponse response && response.granted()) {
            votes.sent(id, message.term(), new NodeId(message.to().number()));
        }
    }

    void check(NodeId id, long incarnation, Node node) {
        NodeStatus status = node.status();
        Seen before = seen[id.number()];
        boolean same = before.incarnation == incarnation;
        if (same && isSame(before.status, status)) {
            return;
        }
        before.status = status;
        NodeStatus.LogStatus log = status.log();
        if (same) {
            forward(id, before, status);
        }
        boolean leads = status.role() == Role.LEADER;
        boolean elected = leads && !(same && before.role == Role.LEADER && before.term == status.term());
        if (elected) {
            NodeId known = leaders.putIfAbsent(status.term(), id);
            if (known != null && !known.equals(id)) {
                throw violated("I1", known + " and " + id + " lead in term " + status.term());
            }
        }
        entries(id, node, log, before, same);
        commits(id, node, status, same ? before.commit : log.base());
        if (elected) {
            complete(id, node, status);
        }
        if (!same || before.applied != log.applied()) {
            if (hashes.first(log.applied(), 0, status.hash()) != status.hash()) {
                throw violated(
                        "I5",
                        id + " applied everything up to index " + log.applied() + " to another state than others");
            }
        }
        before.incarnation = incarnation;
        before.term = status.term();
        before.commit = log.commit();
        before.applied = log.applied();
        before.persisted = log.persisted();
        before.role = status.role();
    }

    /** Whether nothing that is looked at here has changed: a node gives the same object then, and another one otherwise. */
    @SuppressWarnings("ReferenceEquality") // An equal status of another log is another object.
    private static boolean isSame(@Nullable NodeStatus before, NodeStatus status) {
        return before == status;
    }

    /** I7: what is acknowledged is durable on a majority; those that are down may have it. */
    void acknowledged(long index, Node by, NodeId its) {
        acknowledgedUpTo = Math.max(acknowledgedUpTo, index);
        // It is in the midst of a step, after which it would be looked at.
        NodeStatus status = by.status();
        seen[its.number()].persisted = status.log().persisted();
        // It was counted by the latest members that the leader knew, be they committed by now or not yet.
        Members present = status.members();
        if (!mayBeDurable(index, present) && !mayBeDurable(index, committedMembers.orElse(present))) {
            throw violated(
                    "I7", "index " + index + " was acknowledged, but can be durable on no majority of " + present);
        }
    }

    private boolean mayBeDurable(long index, Members members) {
        long holders = members.voters().stream()
                .map(voter -> new NodeId(voter.number()))
                .filter(voter -> seen[voter.number()].persisted >= index || !isUp.test(voter))
                .count();
        return holders >= members.quorum();
    }

    /** The greatest index that any client has been told of. */
    long acknowledgedUpTo() {
        return acknowledgedUpTo;
    }

    /** I8: a read that may not be stale shows everything of which anybody was told before it came. */
    void answered(NodeId by, long index, long acknowledgedBefore) {
        if (index < acknowledgedBefore) {
            throw violated(
                    "I8",
                    by + " answered a read at index " + index + ", but index " + acknowledgedBefore
                            + " had been acknowledged before it came");
        }
    }

    private static void forward(NodeId id, Seen before, NodeStatus status) {
        if (before.term > status.term()) {
            throw violated("I6", "the term of " + id + " went back");
        }
        if (before.commit > status.log().commit()) {
            throw violated("I6", "the commit index of " + id + " went back");
        }
        if (before.applied > status.log().applied()) {
            throw violated("I6", "the applied index of " + id + " went back");
        }
        boolean leads = before.role == Role.LEADER && status.role() == Role.LEADER && before.term == status.term();
        if (leads && before.checkedTo > status.log().last()) {
            throw violated("I2", "the leader " + id + " cut its log");
        }
    }

    /** I3, by induction: an index and a term name one entry, and the term of the one before it. */
    private void entries(NodeId id, Node node, NodeStatus.LogStatus log, Seen before, boolean same) {
        long from = log.base() + 1;
        boolean known = same
                && before.checkedTo > log.base()
                && before.checkedTo <= log.last()
                && node.entryAt(before.checkedTo).term() == before.checkedTerm;
        if (known) {
            from = before.checkedTo + 1;
        }
        long previousTerm = from > log.base() + 1 ? node.entryAt(from - 1).term() : -1;
        for (long index = from; index <= log.last(); index++) {
            Entry entry = node.entryAt(index);
            if (previousTerm >= 0) {
                long content =
                        previousTerm * 0x9E3779B97F4A7C15L + entry.payload().hashCode();
                if (places.first(index, entry.term(), content) != content) {
                    throw violated("I3", id + " has another entry at " + index);
                }
            }
            previousTerm = entry.term();
        }
        before.checkedTo = log.last();
        before.checkedTerm = log.last() > log.base() ? node.entryAt(log.last()).term() : -1;
    }

    /** I4: an index is committed once. */
    private void commits(NodeId id, Node node, NodeStatus status, long from) {
        NodeStatus.LogStatus log = status.log();
        for (long index = Math.max(from, log.base()) + 1; index <= log.commit(); index++) {
            Entry entry = node.entryAt(index);
            long other = committed.get(index, 0, NONE);
            if (other != NONE && other != entry.term()) {
                throw violated(
                        "I4", id + " has committed " + index + " in term " + entry.term() + ", others in " + other);
            }
            committed.first(index, 0, entry.term());
            committedSeen.first(index, 0, status.term());
            if (other == NONE && entry.kind() == Entry.Kind.MEMBERS) {
                committedMembers = Optional.of(Members.decode(entry.payload()));
            }
        }
        if (log.commit() > committedUpTo) {
            committedUpTo = log.commit();
            long last = committed.get(committedUpTo, 0, NONE);
            // Nothing is known of what came with a snapshot, whose leader went down in the midst of committing it.
            if (last != NONE) {
                electability.committed(committedUpTo, last);
            }
        }
    }

    /**
     * I4: who is elected has everything that was committed in earlier terms. Somebody may be elected late, when votes that were on
     * their way for long arrive: of what a later leader has committed meanwhile it knows nothing, and may not.
     */
    private void complete(NodeId id, Node node, NodeStatus status) {
        NodeStatus.LogStatus log = status.log();
        for (long index = committedUpTo; index > log.base(); index--) {
            long term = committed.get(index, 0, NONE);
            if (term == NONE || committedSeen.get(index, 0, NONE) >= status.term()) {
                continue;
            }
            if (index > log.last() || node.entryAt(index).term() != term) {
                throw violated("I4", "the new leader " + id + " lacks the committed entry " + index);
            }
        }
    }

    static Violation violated(String invariant, String sentence) {
        String meaning = MEANINGS.getOrDefault(invariant, "");
        return new Violation(
                invariant + ": " + sentence + (meaning.isEmpty() ? "" : " (" + invariant + " says: " + meaning + ")"));
    }
}
