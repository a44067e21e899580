package refute.harness.generator;

import java.util.List;
import refute.harness.Seed;
import refute.harness.history.ProcessId;

/**
 * What a generator may know when it is asked: the time and who is free. Immutable.
 *
 * <p>A <em>worker</em> is what invokes: numbered from 0, plus one for the nemesis (-1). Its process number changes when an
 * operation ends unknown, the worker stays. (Jepsen calls it a thread.)
 */
public interface Context {
    /** Nanoseconds since the run began. */
    long timeNanos();

    /** All workers in ascending order; the nemesis, -1, first if this context includes it. */
    List<Integer> workers();

    /** The workers that have no operation open, in the order in which they should be used: fair, and the same for a seed. */
    List<Integer> freeWorkers();

    /** The process under which this worker now invokes. */
    ProcessId process(int worker);

    /** The worker of this process. */
    int worker(ProcessId process);

    /** The stream for choices of the generators of this run. */
    Seed seed();

    /** The same with only the workers that satisfy the condition. */
    Context onWorkers(java.util.function.IntPredicate condition);
}
