package refute.harness.check;

import java.time.Duration;

/**
 * The bound on one check.
 *
 * @param time of one clock on the wall; positive
 * @param memoryBytes that the check's own structures may hold; positive, kept approximately
 * @param threads that the check may use at once; positive
 */
public record Budget(Duration time, long memoryBytes, int threads) {
    public Budget {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a budget's time is positive: " + time);
        }
        if (memoryBytes <= 0) {
            throw new IllegalArgumentException("a budget's memory is positive: " + memoryBytes);
        }
        if (threads <= 0) {
            throw new IllegalArgumentException("a budget has a thread: " + threads);
        }
    }

    /** One minute, half of the heap, all processors. */
    public static Budget standard() {
        Runtime runtime = Runtime.getRuntime();
        return new Budget(Duration.ofSeconds(60), runtime.maxMemory() / 2, runtime.availableProcessors());
    }

    public Budget withTime(Duration newTime) {
        return new Budget(newTime, memoryBytes, threads);
    }

    public Budget withMemory(long newMemoryBytes) {
        return new Budget(time, newMemoryBytes, threads);
    }
}
