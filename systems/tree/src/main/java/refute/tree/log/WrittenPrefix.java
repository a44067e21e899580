package refute.tree.log;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/** Up to where the log is written without a hole, while its buffers are written in any order. Guarded by itself. */
final class WrittenPrefix {
    private final Mutants mutants;
    private final Map<Long, IoBuffer> ahead = new HashMap<>();
    private long nextStart;
    private volatile long end;
    private boolean failed;

    /**
     * @param end of what is there
     * @param nextStart where the first buffer starts
     */
    WrittenPrefix(long end, long nextStart, Mutants mutants) {
        this.end = end;
        this.nextStart = nextStart;
        this.mutants = mutants;
    }

    long end() {
        return end;
    }

    synchronized void written(IoBuffer buffer) {
        ahead.put(buffer.start(), buffer);
        if (mutants.has(Mutant.T30)) {
            end = Math.max(end, buffer.end());
            nextStart = Math.max(nextStart, buffer.next());
        }
        for (IoBuffer first = ahead.remove(nextStart); first != null; first = ahead.remove(nextStart)) {
            end = first.end();
            nextStart = first.next();
        }
        notifyAll();
    }

    /** Nothing more will be written: nobody should wait. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** Waits until all before that place is written, or nothing will be. */
    void await(long place) {
        await(() -> end >= place);
    }

    /** Somebody may wait for something that has changed. */
    synchronized void changed() {
        notifyAll();
    }

    /** Waits until it is so, or nothing will be written any more. An interrupt is kept for later. */
    synchronized void await(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean() && !failed) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
