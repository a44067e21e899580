package refute.specs.linear;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Budget;

/**
 * What is left of a {@link Budget} while a check runs; shared by its threads.
 *
 * <p>Searches ask {@link #exhausted} every few hundred steps, well within the 100 ms in which an interruption must bite.
 */
final class Allowance {
    private final Budget budget;
    private final long endNanos;
    private final AtomicLong heldBytes;
    private final @Nullable Allowance parent;
    private volatile @Nullable String stopped;

    private Allowance(Budget budget, long endNanos, AtomicLong heldBytes, @Nullable Allowance parent) {
        this.budget = budget;
        this.endNanos = endNanos;
        this.heldBytes = heldBytes;
        this.parent = parent;
    }

    /** Begins now. */
    static Allowance of(Budget budget) {
        // A budget of centuries must not overflow the clock.
        long nanos = Math.min(saturated(budget.time()), Long.MAX_VALUE / 4);
        return new Allowance(budget, System.nanoTime() + nanos, new AtomicLong(), null);
    }

    /** The same, but it can be stopped alone. */
    Allowance child() {
        return new Allowance(budget, endNanos, heldBytes, this);
    }

    /** A part of this one that ends earlier, at the latest with it. */
    Allowance within(Duration time) {
        long end = System.nanoTime() + saturated(time);
        return new Allowance(budget, end - endNanos < 0 ? end : endNanos, heldBytes, this);
    }

    /** Makes all searches under this allowance give up: their answer is no longer needed. */
    void cancel() {
        stopped = "not needed any more";
    }

    /** Makes all searches under this allowance give up: whoever waits for them was interrupted. */
    void interrupt() {
        stopped = "interrupted";
    }

    /** Notes that a search's tables have grown, or shrunk, by so much. */
    void hold(long bytes) {
        heldBytes.addAndGet(bytes);
    }

    /** Why to give up, or null to go on. */
    @Nullable
    String exhausted() {
        for (Allowance a = this; a != null; a = a.parent) {
            if (a.stopped != null) {
                return a.stopped;
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            return "interrupted";
        }
        if (System.nanoTime() - endNanos >= 0) {
            return "out of time: the budget is " + budget.time().toMillis() + " ms";
        }
        if (heldBytes.get() > budget.memoryBytes()) {
            return "out of memory: the budget is " + (budget.memoryBytes() >> 20) + " MiB";
        }
        return null;
    }

    private static long saturated(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE / 4;
        }
    }
}
