package refute.specs.transactions;

import refute.harness.check.Budget;

/** Until when a check may go on. */
final class Deadline {
    private static final int LOOK_EVERY = 4096;

    private final long endNanos;
    private int steps;

    Deadline(Budget budget) {
        endNanos = System.nanoTime() + budget.time().toNanos();
    }

    /** One small step; looks at the clock now and then. */
    void step() {
        if (++steps % LOOK_EVERY == 0) {
            look();
        }
    }

    /** @throws Passed if the time is over or the thread is interrupted, whose flag stays set */
    void look() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Passed("interrupted");
        }
        if (System.nanoTime() - endNanos > 0) {
            throw new Passed("out of time");
        }
    }

    /** The check ends without an answer. */
    static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passed(String why) {
            super(why, null, false, false);
        }
    }
}
