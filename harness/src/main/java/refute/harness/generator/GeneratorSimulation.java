package refute.harness.generator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import refute.harness.Seed;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/**
 * Tries a generator without a run, in virtual time: what would be invoked when and by whom, if the system answered like this.
 *
 * <pre>{@code
 * List<Entry> invocations = GeneratorSimulation.of(generator).workers(3).seed(42).invocations();
 * }</pre>
 *
 * <p>A value; each step gives a new one. Running it is a pure function of the generator and the settings.
 *
 * @param generator what is tried
 * @param workers how many clients invoke; positive
 * @param nemesis whether the nemesis takes part, too
 * @param seed the stream of the context
 * @param system how long operations take and how they end
 * @param invocationsMax after so many it stops, for generators without end
 */
public record GeneratorSimulation(
        Generator generator, int workers, boolean nemesis, Seed seed, System system, long invocationsMax) {
    /** Two workers, no nemesis, seed 0, every operation ok after 10 ns, at most 100,000 invocations. */
    public static GeneratorSimulation of(Generator generator) {
        return new GeneratorSimulation(generator, 2, false, new Seed(0), perfect(Duration.ofNanos(10)), 100_000);
    }

    public GeneratorSimulation workers(int newWorkers) {
        return new GeneratorSimulation(generator, newWorkers, nemesis, seed, system, invocationsMax);
    }

    public GeneratorSimulation withNemesis() {
        return new GeneratorSimulation(generator, workers, true, seed, system, invocationsMax);
    }

    public GeneratorSimulation seed(long newSeed) {
        return new GeneratorSimulation(generator, workers, nemesis, new Seed(newSeed), system, invocationsMax);
    }

    public GeneratorSimulation system(System newSystem) {
        return new GeneratorSimulation(generator, workers, nemesis, seed, newSystem, invocationsMax);
    }

    public GeneratorSimulation invocationsMax(long newMax) {
        return new GeneratorSimulation(generator, workers, nemesis, seed, system, newMax);
    }

    /** All invocations and completions, in order. */
    public List<Entry> entries() {
        return new Interpretation().run();
    }

    /** The invocations alone, in order. */
    public List<Entry> invocations() {
        return entries().stream().filter(e -> e.kind() == EntryKind.INVOKE).toList();
    }

    /** How a system answers: a pure function. */
    @FunctionalInterface
    public interface System {
        /** How this invocation, the {@code n}-th of all, ends. */
        Answer answer(Entry invocation, long n);
    }

    /**
     * How an operation ends.
     *
     * @param kind a completion
     * @param latencyNanos how long after the invocation
     */
    public record Answer(EntryKind kind, long latencyNanos) {
        public Answer {
            if (!kind.isCompletion() || latencyNanos < 0) {
                throw new IllegalArgumentException("no answer: " + kind + " after " + latencyNanos + " ns");
            }
        }
    }

    /** Everything is ok after this time. */
    public static System perfect(Duration latency) {
        return answering(EntryKind.OK, latency);
    }

    /** Everything ends in this one way after this time. */
    public static System answering(EntryKind kind, Duration latency) {
        return (invocation, n) -> new Answer(kind, latency.toNanos());
    }

    /** Every operation takes up to twice this time, and one in three each is ok, fails, and ends unknown. */
    public static System imperfect(Seed seed, Duration meanLatency) {
        EntryKind[] kinds = {EntryKind.OK, EntryKind.FAIL, EntryKind.INFO};
        return (invocation, n) -> new Answer(kinds[seed.at(2 * n, kinds.length)], (long)
                ((seed.at(2 * n + 1) >>> 11) * 0x1.0p-53 * 2 * meanLatency.toNanos()));
    }

    /** One pass; owned by the call that makes it. */
    private final class Interpretation {
        private final List<Entry> entries = new ArrayList<>();
        private final PriorityQueue<Due> open =
                new PriorityQueue<>(Comparator.comparingLong(Due::timeNanos).thenComparingLong(Due::n));
        private Context context = nemesis ? Context.of(seed, workers).withNemesis() : Context.of(seed, workers);
        private Generator current = generator;
        private long invoked;

        List<Entry> run() {
            while (invoked < invocationsMax) {
                Step step = current.next(context);
                Due due = open.peek();
                if (step instanceof Step.Invoke invoke
                        && (due == null || invoke.request().timeNanos() <= due.timeNanos())) {
                    invoke(invoke);
                } else if (due != null) {
                    complete(open.remove());
                } else if (step instanceof Step.Pending) {
                    throw new IllegalStateException("the generator waits, but nothing is left to happen: " + context);
                } else {
                    return entries;
                }
            }
            while (!open.isEmpty()) {
                complete(open.remove());
            }
            return entries;
        }

        private void invoke(Step.Invoke step) {
            Request request = step.request();
            if (request.timeNanos() < context.timeNanos()) {
                throw new IllegalStateException("invoked in the past: " + request + " at " + context);
            }
            context = context.at(request.timeNanos()).occupy(context.worker(request.process()));
            Entry entry = Entry.invoke(
                    entries.size(),
                    request.timeNanos(),
                    request.process(),
                    request.function(),
                    request.key(),
                    request.argument());
            entries.add(entry);
            current = step.rest().update(context, entry);
            Answer answer = system.answer(entry, invoked);
            open.add(new Due(request.timeNanos() + answer.latencyNanos(), invoked, entry, answer.kind()));
            invoked++;
        }

        private void complete(Due due) {
            ProcessId process = due.invocation().process();
            int worker = context.worker(process);
            context = context.at(due.timeNanos()).release(worker);
            Entry entry = new Entry(
                    entries.size(),
                    due.timeNanos(),
                    process,
                    due.kind(),
                    due.invocation().function(),
                    due.invocation().key(),
                    due.kind() == EntryKind.OK ? due.invocation().value() : Value.NIL,
                    0,
                    due.kind() == EntryKind.OK ? "" : "simulated");
            entries.add(entry);
            current = current.update(context, entry);
            if (due.kind() == EntryKind.INFO) {
                context = context.retire(worker);
            }
        }
    }

    private record Due(long timeNanos, long n, Entry invocation, EntryKind kind) {}
}
