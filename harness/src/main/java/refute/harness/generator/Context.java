package refute.harness.generator;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import refute.harness.Seed;
import refute.harness.history.ProcessId;

/**
 * What a generator may know when it is asked: the time and who is free. Immutable.
 *
 * <p>A <em>worker</em> is what invokes: numbered from 0, plus one for the nemesis (-1). Its process number changes when an
 * operation ends unknown, the worker stays. (Jepsen calls it a thread.) The worker of a process is its number modulo the
 * count of workers, so that it can be told from a history alone.
 *
 * <p>One class and no interface, because the runner, the simulation and every test want the same value; changing it is the
 * business of whoever asks ({@link #occupy}, {@link #release}, {@link #retire}).
 */
public final class Context {
    /** The worker that is the nemesis. */
    public static final int NEMESIS = -1;

    private final long timeNanos;
    private final Seed seed;
    private final int[] workers;
    /** The free ones among {@link #workers}, the one that has been free for longest first. */
    private final int[] free;
    /** The present process of each client worker, of all there are, whether or not this context includes it. */
    private final ProcessId[] processes;

    private Context(long timeNanos, Seed seed, int[] workers, int[] free, ProcessId[] processes) {
        this.timeNanos = timeNanos;
        this.seed = seed;
        this.workers = workers;
        this.free = free;
        this.processes = processes;
    }

    /**
     * The beginning: time 0, and so many workers, all free.
     *
     * @throws IllegalArgumentException if there is not one
     */
    public static Context of(Seed seed, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("somebody must invoke: " + workers + " workers");
        }
        int[] all = new int[workers];
        Arrays.setAll(all, i -> i);
        ProcessId[] processes = new ProcessId[workers];
        Arrays.setAll(processes, ProcessId::new);
        return new Context(0, seed, all, all, processes);
    }

    /** The same with the nemesis, free, as a worker too. */
    public Context withNemesis() {
        if (Arrays.stream(workers).anyMatch(w -> w == NEMESIS)) {
            return this;
        }
        return new Context(timeNanos, seed, prepend(workers), prepend(free), processes);
    }

    /** Nanoseconds since the run began. */
    public long timeNanos() {
        return timeNanos;
    }

    /** All workers in ascending order; the nemesis, -1, first if this context includes it. */
    public List<Integer> workers() {
        return new Numbers(workers);
    }

    /** The workers that have no operation open, in the order in which they should be used: who waited longest is first. */
    public List<Integer> freeWorkers() {
        return new Numbers(free);
    }

    /** Whether anybody is free. */
    public boolean anyFree() {
        return free.length > 0;
    }

    /** Whether everybody is free. */
    public boolean allFree() {
        return free.length == workers.length;
    }

    /**
     * The process that should invoke next.
     *
     * @throws IllegalStateException if nobody is free
     */
    public ProcessId nextProcess() {
        if (free.length == 0) {
            throw new IllegalStateException("nobody is free");
        }
        return process(free[0]);
    }

    /** The process under which this worker now invokes. */
    public ProcessId process(int worker) {
        return worker == NEMESIS ? ProcessId.NEMESIS : processes[worker];
    }

    /** The worker of this process. */
    public int worker(ProcessId process) {
        return process.isNemesis() ? NEMESIS : process.number() % processes.length;
    }

    /** The stream for choices of the generator that is asked. */
    public Seed seed() {
        return seed;
    }

    /** The same with only the workers that satisfy the condition. */
    public Context onWorkers(IntPredicate condition) {
        int[] keptWorkers = only(workers, condition);
        int[] keptFree = only(free, condition);
        return keptWorkers.length == workers.length && keptFree.length == free.length
                ? this
                : new Context(timeNanos, seed, keptWorkers, keptFree, processes);
    }

    /** The same without the nemesis. */
    Context clients() {
        return between(0, Integer.MAX_VALUE);
    }

    /** The same with only the workers from one number to another, both included. Asked of each group at each question, so without a condition to call. */
    Context between(int first, int last) {
        int from = 0;
        while (from < workers.length && workers[from] < first) {
            from++;
        }
        int to = from;
        while (to < workers.length && workers[to] <= last) {
            to++;
        }
        if (to - from == workers.length) {
            return this;
        }
        int count = 0;
        for (int worker : free) {
            count += first <= worker && worker <= last ? 1 : 0;
        }
        int[] keptFree = new int[count];
        int kept = 0;
        for (int worker : free) {
            if (first <= worker && worker <= last) {
                keptFree[kept++] = worker;
            }
        }
        return new Context(timeNanos, seed, Arrays.copyOfRange(workers, from, to), keptFree, processes);
    }

    /** The same at another time. */
    public Context at(long newTimeNanos) {
        return newTimeNanos == timeNanos ? this : new Context(newTimeNanos, seed, workers, free, processes);
    }

    /**
     * The same with another stream: the {@code n}-th substream of this one. A generator that draws, or that has several
     * parts, gives each part a stream of its own in this way; so every generator of a tree draws by its place in the tree,
     * and a part more or less does not change what the others draw.
     */
    public Context branch(long n) {
        return new Context(timeNanos, seed.substream(n), workers, free, processes);
    }

    /** The same with this worker busy. */
    public Context occupy(int worker) {
        int at = indexOf(free, worker);
        if (at < 0) {
            throw new IllegalStateException("worker " + worker + " is not free");
        }
        int[] rest = new int[free.length - 1];
        System.arraycopy(free, 0, rest, 0, at);
        System.arraycopy(free, at + 1, rest, at, rest.length - at);
        return new Context(timeNanos, seed, workers, rest, processes);
    }

    /** The same with this worker free, behind those that have been free for longer. */
    public Context release(int worker) {
        if (indexOf(free, worker) >= 0) {
            throw new IllegalStateException("worker " + worker + " is free already");
        }
        int[] more = Arrays.copyOf(free, free.length + 1);
        more[free.length] = worker;
        return new Context(timeNanos, seed, workers, more, processes);
    }

    /** The same with this worker under a new process number, after an operation whose outcome is unknown. */
    public Context retire(int worker) {
        if (worker == NEMESIS) {
            return this;
        }
        ProcessId[] changed = processes.clone();
        changed[worker] = new ProcessId(Math.addExact(processes[worker].number(), processes.length));
        return new Context(timeNanos, seed, workers, free, changed);
    }

    @Override
    public String toString() {
        return "time " + timeNanos + " ns, free " + Arrays.toString(free) + " of " + Arrays.toString(workers);
    }

    private static int indexOf(int[] numbers, int number) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    private static int[] prepend(int[] workers) {
        int[] more = new int[workers.length + 1];
        more[0] = NEMESIS;
        System.arraycopy(workers, 0, more, 1, workers.length);
        return more;
    }

    private static int[] only(int[] numbers, IntPredicate condition) {
        int count = 0;
        while (count < numbers.length && condition.test(numbers[count])) {
            count++;
        }
        if (count == numbers.length) {
            return numbers;
        }
        int[] kept = Arrays.copyOf(numbers, numbers.length);
        for (int i = count + 1; i < numbers.length; i++) {
            if (condition.test(numbers[i])) {
                kept[count++] = numbers[i];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static final class Numbers extends AbstractList<Integer> implements RandomAccess {
        private final int[] numbers;

        Numbers(int[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public Integer get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }
}
