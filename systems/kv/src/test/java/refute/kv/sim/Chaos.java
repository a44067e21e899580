package refute.kv.sim;

import static refute.kv.sim.SimCluster.MILLI;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import refute.kv.Bytes;
import refute.kv.NodeId;
import refute.kv.raft.Consistency;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.raft.Outcome;
import refute.kv.state.Answer;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.Result;

/**
 * Clients and faults over a {@link SimCluster}, and what clients may see. Revisions are indexes, so a read is checked at once: it must be at
 * least as new as everything that was acknowledged before it began.
 */
public final class Chaos {
    private static final int KEYS = 4;

    private final SimCluster cluster;
    private final SplittableRandom random;
    private final Map<Bytes, Long> acknowledged = new HashMap<>();
    private final Map<Long, Bytes> offsets = new HashMap<>();
    private final Set<Bytes> appended = new HashSet<>();
    private final Map<NodeId, Long> watched = new HashMap<>();
    private final Map<Long, List<?>> changes = new HashMap<>();
    private int unique;
    private int answers;

    public boolean power = true;
    public boolean partitions = true;
    public Consistency reads = Consistency.LINEARIZABLE;

    public Chaos(SimCluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new SplittableRandom(~seed);
        cluster.lossPercent = random.nextInt(10);
        cluster.duplicatePercent = random.nextInt(10);
        cluster.delayMaxNanos = (1 + random.nextInt(30)) * MILLI;
        cluster.diskNanos = (1 + random.nextInt(40)) * MILLI / 2;
        cluster.lateByThousand = random.nextInt(30);
    }

    /** Runs clients and faults, then heals and demands progress and agreement. Returns how many requests were answered well. */
    public int run(long millis) {
        cluster.awaitLeader();
        long end = cluster.now() + millis * MILLI;
        startWatches();
        scheduleClient();
        scheduleFault();
        if (random.nextInt(3) == 0) {
            hunt(0);
        }
        for (int i = 0; i < 2; i++) {
            new SessionClient(i).open();
        }
        cluster.runFor(end - cluster.now());
        stopped = true;
        settle();
        return answers;
    }

    private boolean stopped;

    private void scheduleClient() {
        cluster.after((1 + random.nextLong(4)) * MILLI, () -> {
            if (!stopped) {
                operate();
                scheduleClient();
            }
        });
    }

    private void scheduleFault() {
        cluster.after((20 + random.nextLong(200)) * MILLI, () -> {
            if (!stopped) {
                fault();
                scheduleFault();
            }
        });
    }

    /** Kills each new leader soon, before much of what it began is done (figure 8 of the Raft paper needs two such). */
    private void hunt(long term) {
        cluster.after(5 * MILLI, () -> {
            long latest = term;
            for (SimCluster.Member member : cluster.members.values()) {
                boolean leads = member.isUp() && member.status().role() == refute.kv.raft.Role.LEADER;
                if (leads && member.status().term() > latest) {
                    latest = member.status().term();
                    cluster.after(random.nextLong(60) * MILLI, () -> {
                        if (!stopped) {
                            cluster.kill(member.id);
                            restartLater(member.id);
                        }
                    });
                }
            }
            if (!stopped) {
                hunt(latest);
            }
        });
    }

    private NodeId anyNode() {
        List<NodeId> ids = List.copyOf(cluster.members.keySet());
        List<NodeId> leaders = ids.stream()
                .filter(id -> cluster.members.get(id).isUp())
                .filter(id -> cluster.members.get(id).status().role() == refute.kv.raft.Role.LEADER)
                .toList();
        return !leaders.isEmpty() && random.nextInt(4) > 0
                ? leaders.get(random.nextInt(leaders.size()))
                : ids.get(random.nextInt(ids.size()));
    }

    private void fault() {
        NodeId id = anyNode();
        switch (random.nextInt(8)) {
            case 0 -> {
                if (power) {
                    cluster.losePower(id);
                    restartLater(id);
                }
            }
            case 1 -> {
                cluster.kill(id);
                restartLater(id);
            }
            case 2, 5 -> {
                if (partitions) {
                    cluster.isolate(id);
                }
            }
            case 3 -> {
                if (partitions) {
                    cluster.members.keySet().stream()
                            .filter(other -> random.nextBoolean())
                            .forEach(other -> cluster.cut(id, other));
                }
            }
            case 4 -> {
                if (power) {
                    cluster.members.keySet().forEach(cluster::losePower);
                    cluster.members.keySet().forEach(this::restartLater);
                }
            }
            default -> cluster.heal();
        }
    }

    private void restartLater(NodeId id) {
        cluster.after((1 + random.nextLong(300)) * MILLI, () -> {
            cluster.restart(id);
            watch(id);
        });
    }

    private void operate() {
        NodeId node = anyNode();
        if (!cluster.members.get(node).isUp()) {
            return;
        }
        Bytes key = Bytes.utf8("k" + random.nextInt(KEYS));
        switch (random.nextInt(4)) {
            case 0 -> put(node, key);
            case 1 -> append(node);
            default -> read(node, key);
        }
    }

    private void put(NodeId node, Bytes key) {
        Bytes value = Bytes.utf8("v" + unique++ + "-".repeat(random.nextInt(40)));
        cluster.request(
                node, request -> new Input.Propose(request, Command.of(new Operation.Put(key, value))), effect -> {
                    if (outcome(effect) instanceof Outcome.Done done
                            && done.result() instanceof Result.Written written) {
                        acknowledged.merge(key, written.revision(), Math::max);
                        requireDurable(done.index());
                        answers++;
                    }
                });
    }

    /** I7: what is acknowledged is durable on a majority, whatever happens now. */
    private void requireDurable(long index) {
        long holders = cluster.members.values().stream()
                .filter(member -> member.isUp() && member.status().log().persisted() >= index)
                .count();
        long down = cluster.members.values().stream()
                .filter(member -> !member.isUp())
                .count();
        Invariants.require(
                holders + down > cluster.members.size() / 2, "I7: index %s is on %s nodes only", index, holders);
    }

    private void append(NodeId node) {
        Bytes data = Bytes.utf8("r" + unique++);
        Operation append = new Operation.Append(Bytes.utf8("log"), data);
        cluster.request(node, request -> new Input.Propose(request, Command.of(append)), effect -> {
            if (outcome(effect) instanceof Outcome.Done done && done.result() instanceof Result.Appended result) {
                Bytes other = offsets.putIfAbsent(result.offset(), data);
                Invariants.require(other == null, "I9: %s and %s have one offset", other, data);
                appended.add(data);
                answers++;
            }
        });
    }

    private void read(NodeId node, Bytes key) {
        long atLeast = acknowledged.getOrDefault(key, 0L);
        cluster.request(node, request -> new Input.Read(request, new Query.Get(key), reads), effect -> {
            if (outcome(effect) instanceof Outcome.Answered answered && answered.answer() instanceof Answer.Got got) {
                long revision = got.versioned().map(v -> v.revision()).orElse(0L);
                Invariants.require(
                        revision >= atLeast,
                        "I8: %s read %s at revision %s, but %s had been acknowledged",
                        node,
                        key,
                        revision,
                        atLeast);
                acknowledged.merge(key, revision, Math::max);
                answers++;
            }
        });
    }

    private static Outcome outcome(Effect effect) {
        return effect instanceof Effect.Reply reply
                ? reply.outcome()
                : new Outcome.Failed(Outcome.Reason.BUSY, NodeId.NONE);
    }

    private void startWatches() {
        cluster.members.keySet().forEach(this::watch);
    }

    /** I13: every member tells the same changes, in order; a watch goes on where the last one of that member ended. */
    private void watch(NodeId id) {
        if (!cluster.members.get(id).isUp()) {
            return;
        }
        long[] last = {watched.getOrDefault(id, 0L)};
        long from = last[0] + 1;
        cluster.request(id, request -> new Input.Watch(request, Bytes.EMPTY, Bytes.EMPTY, from), effect -> {
            if (effect instanceof Effect.Changes seen) {
                Invariants.require(
                        seen.revision() > last[0], "I13: %s told revision %s after %s", id, seen.revision(), last[0]);
                last[0] = seen.revision();
                watched.merge(id, seen.revision(), Math::max);
                List<?> others = changes.putIfAbsent(seen.revision(), seen.changes());
                Invariants.require(
                        others == null || others.equals(seen.changes()), "I13: revision %s differs", seen.revision());
            }
        });
    }

    /** A client that appends in a session, and asks again until it is answered: each record must be there once. */
    private final class SessionClient {
        private final int number;
        private long session;
        private long sequence;

        private SessionClient(int number) {
            this.number = number;
        }

        private void open() {
            ask(Command.of(new Operation.OpenSession()), result -> {
                session = ((Result.SessionOpened) result).client();
                next();
            });
        }

        private void next() {
            sequence++;
            Bytes data = Bytes.utf8("s" + number + "." + session + "." + sequence);
            ask(new Command(session, sequence, new Operation.Append(Bytes.utf8("log"), data)), result -> {
                Invariants.require(result instanceof Result.Appended, "I15: %s ended with %s", data, result);
                appended.add(data);
                answers++;
                next();
            });
        }

        private void ask(Command command, java.util.function.Consumer<Result> then) {
            boolean[] over = new boolean[1];
            attempt(command, over, then);
        }

        private void attempt(Command command, boolean[] over, java.util.function.Consumer<Result> then) {
            if (over[0] || stopped) {
                return;
            }
            NodeId node = anyNode();
            if (cluster.members.get(node).isUp()) {
                cluster.request(node, request -> new Input.Propose(request, command), effect -> {
                    if (!over[0] && outcome(effect) instanceof Outcome.Done done) {
                        over[0] = true;
                        then.accept(done.result());
                    }
                });
            }
            cluster.after((20 + random.nextLong(150)) * MILLI, () -> attempt(command, over, then));
        }
    }

    /** I14: after everything is healed, there is a leader, operations succeed, and all replicas are equal. */
    private void settle() {
        cluster.heal();
        cluster.lossPercent = 0;
        for (NodeId id : cluster.members.keySet()) {
            cluster.restart(id);
        }
        boolean[] written = new boolean[1];
        Operation last = new Operation.Put(Bytes.utf8("end"), Bytes.EMPTY);
        for (int i = 0; i < 10 && !written[0]; i++) {
            // A leader may still be deposed by what is late; then nobody may ever answer.
            cluster.request(
                    cluster.awaitLeader().id,
                    request -> new Input.Propose(request, Command.of(last)),
                    effect -> written[0] |= outcome(effect) instanceof Outcome.Done);
            cluster.runFor(1000 * MILLI);
        }
        Invariants.require(written[0], "I14: no write succeeds after all is healed");
        cluster.runFor(3000 * MILLI);
        Set<String> ends = new HashSet<>();
        cluster.members
                .values()
                .forEach(member -> ends.add(member.status().log().applied() + " "
                        + Long.toHexString(member.status().hash())));
        Invariants.require(ends.size() == 1, "I14: the replicas differ: %s", ends);
        checkStream(cluster.awaitLeader());
    }

    private void checkStream(SimCluster.Member leader) {
        Outcome outcome = cluster.call(
                leader.id,
                request -> new Input.Read(
                        request, new Query.ReadLog(Bytes.utf8("log"), 0, 1_000_000), Consistency.LINEARIZABLE));
        Invariants.require(outcome instanceof Outcome.Answered, "I14: the last read ended with %s", outcome);
        Answer.LogRead read = (Answer.LogRead) ((Outcome.Answered) outcome).answer();
        Set<Bytes> once = new HashSet<>();
        for (Bytes data : read.records()) {
            Invariants.require(once.add(data), "I15: %s is there twice", data);
        }
        List<Bytes> missing = new ArrayList<>(appended);
        missing.removeAll(read.records());
        Invariants.require(missing.isEmpty(), "I9: acknowledged records are missing: %s", missing);
        offsets.forEach((offset, data) -> Invariants.require(
                read.records().get((int) (long) offset).equals(data), "I9: %s is not at offset %s", data, offset));
    }
}
