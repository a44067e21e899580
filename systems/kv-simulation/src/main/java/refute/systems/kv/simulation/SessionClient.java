package refute.systems.kv.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Chance;
import refute.harness.world.simulation.ClientLink;
import refute.kv.Bytes;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Consistency;
import refute.kv.raft.Outcome;
import refute.kv.state.Answer;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.Result;

/**
 * I9 and I15: a client with a session, which asks again until it is answered. Each of its records must be in its stream once, at
 * the offset that it was told; each of its compare-and-sets must find what the one before it has left, as nobody else writes there.
 */
final class SessionClient {
    private static final long MILLI = 1_000_000L;
    private static final Bytes STREAM = Bytes.utf8("session-log");
    private static final Bytes COUNTER = Bytes.utf8("session-counter");
    private static final int READ_EVERY = 8;
    private static final int READ_MAX = 1_000_000;

    private final ClientLink link;
    private final List<NodeId> nodes;
    private final Chance chance;
    private final Mutants mutants;
    private final Map<Long, Bytes> offsets = new HashMap<>();
    private long session;
    private long sequence;
    private long count;
    private NodeId target;
    private boolean ended;

    SessionClient(ClientLink link, List<NodeId> nodes, Chance chance, Mutants mutants) {
        this.link = link;
        this.nodes = nodes;
        this.chance = chance;
        this.mutants = mutants;
        this.target = nodes.getFirst();
    }

    void begin() {
        link.after(
                100 * MILLI,
                () -> write(Command.of(new Operation.OpenSession()), result -> {
                    session = ((Result.SessionOpened) result).client();
                    next();
                }));
    }

    /** Asks for no more. */
    void end() {
        ended = true;
    }

    private void next() {
        link.after(chance.nextLong(60 * MILLI), () -> {
            sequence++;
            if (sequence % READ_EVERY == 0) {
                audit();
            } else if (sequence % 2 == 0) {
                append();
            } else {
                countUp();
            }
        });
    }

    private void append() {
        Bytes data = Bytes.utf8("s" + session + "." + sequence);
        write(new Command(session, sequence, new Operation.Append(STREAM, data)), result -> {
            if (!(result instanceof Result.Appended appended)) {
                throw Invariants.violated("I15", "the append of " + data + " ended with " + result);
            }
            Bytes other = offsets.putIfAbsent(appended.offset(), data);
            if (other != null) {
                throw Invariants.violated("I9", other + " and " + data + " have one offset");
            }
            next();
        });
    }

    private void countUp() {
        Optional<Bytes> expected = count == 0 ? Optional.empty() : Optional.of(Bytes.utf8("" + count));
        Operation set = new Operation.CompareAndSet(COUNTER, expected, Optional.of(Bytes.utf8("" + (count + 1))));
        // The mutant's place is the client: a retry without its number is another compare-and-set.
        Command command = mutants.has(Mutant.M16) ? Command.of(set) : new Command(session, sequence, set);
        write(command, result -> {
            if (!(result instanceof Result.Written written && written.succeeded())) {
                throw Invariants.violated("I15", "the count up from " + count + " ended with " + result);
            }
            count++;
            next();
        });
    }

    private void audit() {
        attempt(new KvRequest.Ask(new Query.ReadLog(STREAM, 0, READ_MAX), Consistency.LINEARIZABLE), outcome -> {
            if (outcome instanceof Outcome.Answered answered && answered.answer() instanceof Answer.LogRead read) {
                check(read);
                next();
                return true;
            }
            return false;
        });
    }

    private void check(Answer.LogRead read) {
        Set<Bytes> once = new HashSet<>();
        for (Bytes data : read.records()) {
            if (!once.add(data)) {
                throw Invariants.violated("I15", data + " is in its stream twice");
            }
        }
        for (Map.Entry<Long, Bytes> each : new ArrayList<>(offsets.entrySet())) {
            int at = Math.toIntExact(each.getKey() - read.start());
            if (at >= read.records().size() || !read.records().get(at).equals(each.getValue())) {
                throw Invariants.violated("I9", each.getValue() + " is not at its offset " + each.getKey());
            }
        }
    }

    private void write(Command command, Consumer<Result> then) {
        attempt(new KvRequest.Write(command), outcome -> {
            if (outcome instanceof Outcome.Done done) {
                then.accept(done.result());
                return true;
            }
            return false;
        });
    }

    /** Takes an outcome; false if it is to be asked again. */
    @FunctionalInterface
    private interface Taking {
        boolean take(Outcome outcome);
    }

    private void attempt(KvRequest request, Taking taking) {
        boolean[] over = new boolean[1];
        again(request, taking, over);
    }

    private void again(KvRequest request, Taking taking, boolean[] over) {
        if (over[0] || ended) {
            return;
        }
        link.call(target, Parcels.of(request), answer -> {
            if (!over[0] && answer instanceof ClientLink.Answer.Replied replied) {
                Outcome outcome = (Outcome) replied.reply();
                if (outcome instanceof Outcome.Failed failed && failed.leader().isSomebody()) {
                    target = new NodeId(failed.leader().number());
                }
                over[0] = taking.take(outcome);
            }
        });
        link.after(20 * MILLI + chance.nextLong(200 * MILLI), () -> {
            if (!over[0] && chance.nextInt(3) == 0) {
                target = nodes.get(chance.nextInt(nodes.size()));
            }
            again(request, taking, over);
        });
    }
}
