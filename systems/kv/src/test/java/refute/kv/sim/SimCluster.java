package refute.kv.sim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import refute.kv.GroupId;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.raft.Members;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Outcome;
import refute.kv.raft.PeerMessage;
import refute.kv.raft.Role;
import refute.kv.raft.Settings;
import refute.kv.raft.Write;
import refute.kv.storage.GroupStorage;
import refute.kv.storage.Identity;
import refute.kv.trace.TraceEvent;
import refute.kv.trace.TraceSink;

/** Nodes, disks and a network in one thread and virtual time. */
public final class SimCluster {
    public static final long MILLI = 1_000_000L;

    private static final long SEGMENT_BYTES = 4096;

    public final SplittableRandom random;
    public final Map<NodeId, Member> members = new TreeMap<>();
    public int lossPercent;
    public int duplicatePercent;
    public long delayMaxNanos = 5 * MILLI;
    public int lateByThousand;
    /** The latest round of heartbeats that was sent. */
    public long lastRound;

    public long diskNanos = MILLI;

    private final Mutants mutants;
    private final UnaryOperator<Settings> settings;
    private final Members initial;
    private final Invariants invariants = new Invariants();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<Long, Consumer<Effect>> requests = new TreeMap<>();
    private final Set<List<NodeId>> cut = new HashSet<>();
    private long time;
    private long sequence;
    private long nextRequest = 1;

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** One member: its disk outlives it. */
    public final class Member {
        public final NodeId id;
        public final ForgetfulFiles files = new ForgetfulFiles();
        public Node node;
        public long skewNanos;
        private GroupStorage storage;
        private long incarnation;
        private long tickAt;
        private boolean up;
        private boolean writing;
        private final List<Write> queue = new ArrayList<>();
        private long queuedToken;

        private Member(NodeId id) {
            this.id = id;
        }

        public boolean isUp() {
            return up;
        }

        public NodeStatus status() {
            return node.status();
        }
    }

    public SimCluster(long seed, Members initial, UnaryOperator<Settings> settings, Mutants mutants) {
        this.random = new SplittableRandom(seed);
        this.initial = initial;
        this.settings = settings;
        this.mutants = mutants;
        initial.ids().forEach(id -> add(id, initial));
    }

    /** A cluster of the first n nodes with short logs, so that snapshots and segments happen. */
    public static SimCluster of(long seed, int nodes) {
        return of(seed, nodes, Mutants.NONE);
    }

    public static SimCluster of(long seed, int nodes, Mutants mutants) {
        int[] numbers = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            numbers[i] = i + 1;
        }
        int messageBytes = new SplittableRandom(seed ^ 0x5eedL).nextBoolean() ? 64 : 4096;
        Settings.Limits limits = new Settings.Limits(64, 1024, messageBytes, 8, 1000);
        return new SimCluster(seed, Members.voters(numbers), s -> small(s).with(limits), mutants);
    }

    public static Settings small(Settings settings) {
        return settings.with(new Settings.Timing(10 * MILLI, 100 * MILLI, 500 * MILLI, false, 100))
                .with(new Settings.Snapshots(50, 10, 300));
    }

    public Member add(NodeId id, Members knows) {
        Member member = new Member(id);
        members.put(id, member);
        start(member, knows);
        return member;
    }

    public long now() {
        return time;
    }

    public void cut(NodeId from, NodeId to) {
        cut.add(List.of(from, to));
    }

    public void isolate(NodeId id) {
        members.keySet().stream().filter(other -> !other.equals(id)).forEach(other -> {
            cut(id, other);
            cut(other, id);
        });
    }

    /** The node goes on taking inputs, but no time passes for it by itself. */
    public void stopTicks(NodeId id) {
        members.get(id).tickAt = -1;
    }

    public void heal() {
        cut.clear();
    }

    public void losePower(NodeId id) {
        Member member = members.get(id);
        stop(member);
        member.files.losePower(random);
    }

    public void kill(NodeId id) {
        stop(members.get(id));
    }

    private void stop(Member member) {
        member.up = false;
        member.incarnation++;
        member.queue.clear();
        member.writing = false;
    }

    public void restart(NodeId id) {
        if (!members.get(id).up) {
            start(members.get(id), initial);
        }
    }

    private void start(Member member, Members knows) {
        try {
            member.storage = GroupStorage.open(
                    member.files, Identity.of("test", member.id, GroupId.FIRST), knows, SEGMENT_BYTES, mutants);
        } catch (IOException e) {
            throw new AssertionError(member.id + " does not start: " + e.getMessage(), e);
        }
        TraceSink sink = new TraceSink() {
            @Override
            public void record(TraceEvent event) {
                if (event.name().equals("Apply")) {
                    invariants.applied(
                            member.id,
                            (Long) event.argument("index"),
                            event.argument("hash").toString());
                }
            }
        };
        member.node = new Node(
                settings.apply(Settings.of(member.id)),
                member.storage.recovered(),
                random.split(),
                sink,
                mutants,
                now(member));
        member.up = true;
        scheduleTick(member);
    }

    private Now now(Member member) {
        return new Now(time, time + member.skewNanos);
    }

    // Running.

    public void runFor(long nanos) {
        long end = time + nanos;
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event event = events.poll();
            time = event.at();
            event.action().run();
        }
        time = end;
    }

    /** Runs until somebody leads and has committed in its term; fails after a while. */
    public Member awaitLeader() {
        return awaitLeaderOtherThan(NodeId.NONE);
    }

    public Member awaitLeaderOtherThan(NodeId excluded) {
        for (int i = 0; i < 3000; i++) {
            runFor(10 * MILLI);
            for (Member member : members.values()) {
                if (member.up && !member.id.equals(excluded) && member.status().role() == Role.LEADER) {
                    long commit = member.status().log().commit();
                    if (commit > member.status().log().base()
                            && member.node.entryAt(commit).term()
                                    == member.status().term()) {
                        return member;
                    }
                }
            }
        }
        throw new AssertionError("nobody leads after 30 s: "
                + members.values().stream()
                        .map(m -> m.id + " " + m.up + " " + m.status())
                        .toList());
    }

    public void after(long nanos, Runnable action) {
        events.add(new Event(time + nanos, sequence++, action));
    }

    /** Gives a node an input of its own shell with a fresh request number; the handler gets the effects that name it. */
    public long request(NodeId id, java.util.function.LongFunction<Input> input, Consumer<Effect> handler) {
        long request = nextRequest++;
        requests.put(request, handler);
        give(members.get(id), input.apply(request));
        return request;
    }

    /** Runs until a request is answered. */
    public Outcome call(NodeId id, java.util.function.LongFunction<Input> input) {
        List<Outcome> outcomes = new ArrayList<>();
        request(id, input, effect -> {
            if (effect instanceof Effect.Reply reply) {
                outcomes.add(reply.outcome());
            }
        });
        for (int i = 0; i < 2000 && outcomes.isEmpty(); i++) {
            runFor(5 * MILLI);
        }
        if (outcomes.isEmpty()) {
            throw new AssertionError(
                    "no answer from " + id + ": " + members.get(id).status());
        }
        return outcomes.getFirst();
    }

    public void give(Member member, Input input) {
        if (member.up) {
            perform(member, member.node.receive(input, now(member)));
        }
    }

    private void scheduleTick(Member member) {
        long at = Math.max(time, Math.min(member.node.nextTickAt(), time + 20 * MILLI));
        member.tickAt = at;
        long incarnation = member.incarnation;
        after(at - time, () -> {
            if (member.up && member.incarnation == incarnation && member.tickAt == at) {
                member.tickAt = -1;
                perform(member, member.node.tick(now(member)));
                scheduleTick(member);
            }
        });
    }

    private void perform(Member member, List<Effect> effects) {
        invariants.check(member.id, member.incarnation, member.node);
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> transmit(send.message());
                case Effect.Persist persist -> {
                    member.queue.addAll(persist.writes());
                    member.queuedToken = persist.token();
                    writeNext(member);
                }
                case Effect.SaveSnapshot save -> saveSnapshot(member, save);
                case Effect.Reply reply -> tell(reply.request(), reply, true);
                case Effect.Changes changes -> tell(changes.request(), changes, false);
                case Effect.WatchCompacted compacted -> tell(compacted.request(), compacted, true);
                case Effect.MembersAre are -> {
                    // The network here reaches everybody.
                }
            }
        }
    }

    private void tell(long request, Effect effect, boolean last) {
        Consumer<Effect> handler = last ? requests.remove(request) : requests.get(request);
        if (handler != null) {
            // Not at once: all effects of a step are done before the next input, and a handler may have one.
            after(0, () -> handler.accept(effect));
        }
    }

    private void writeNext(Member member) {
        if (member.writing || member.queue.isEmpty()) {
            return;
        }
        member.writing = true;
        long token = member.queuedToken;
        long incarnation = member.incarnation;
        member.storage.write(member.queue);
        member.queue.clear();
        after(1 + random.nextLong(2 * diskNanos), () -> {
            if (member.incarnation == incarnation) {
                member.storage.sync();
                member.writing = false;
                writeNext(member);
                give(member, new Input.Persisted(token));
            }
        });
    }

    private void saveSnapshot(Member member, Effect.SaveSnapshot save) {
        long incarnation = member.incarnation;
        after(1 + random.nextLong(10 * diskNanos), () -> {
            if (member.incarnation == incarnation) {
                member.storage.saveSnapshot(save.meta(), save.image());
                member.storage.trim(save.meta().index());
                give(member, new Input.SnapshotSaved(save.meta()));
            }
        });
    }

    private void transmit(PeerMessage message) {
        if (message.body() instanceof PeerMessage.Heartbeat heartbeat) {
            lastRound = Math.max(lastRound, heartbeat.round());
        }
        int copies = random.nextInt(100) < duplicatePercent ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextInt(100) < lossPercent) {
                continue;
            }
            long late = random.nextInt(1000) < lateByThousand ? random.nextLong(1000 * MILLI) : 0;
            after(1 + late + random.nextLong(delayMaxNanos), () -> {
                Member to = members.get(message.to());
                if (to != null && !cut.contains(List.of(message.from(), message.to()))) {
                    give(to, message);
                }
            });
        }
    }
}
