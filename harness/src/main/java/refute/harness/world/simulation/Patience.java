package refute.harness.world.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Time-outs of one length, of which most never come true: what waits for an answer nearly always gets one. Only the oldest that is still
 * open has an event, so that the others cost the queue nothing.
 *
 * <p>Owned by the simulation's thread.
 */
public final class Patience {
    private final LongSupplier now;
    private final Alarm alarm;
    private final long nanos;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean armed;

    /** Does something after so many nanoseconds. */
    @FunctionalInterface
    public interface Alarm {
        void after(long nanos, Runnable action);
    }

    /** Something that waits. */
    public static final class Waiting {
        private final long deadline;
        private final Runnable timeout;
        private boolean over;

        private Waiting(long deadline, Runnable timeout) {
            this.deadline = deadline;
            this.timeout = timeout;
        }

        /** It has ended: it does not time out any more. May be called more than once. */
        public void end() {
            over = true;
        }
    }

    /**
     * @param now the clock of the alarm, in nanoseconds
     * @param alarm does something later by that clock
     * @param nanos after how long what waits times out
     */
    public Patience(LongSupplier now, Alarm alarm, long nanos) {
        this.now = now;
        this.alarm = alarm;
        this.nanos = nanos;
    }

    /** From now on something waits; unless it ends before, this happens when its time is over. */
    public Waiting await(Runnable timeout) {
        Waiting added = new Waiting(now.getAsLong() + nanos, timeout);
        waiting.addLast(added);
        arm();
        return added;
    }

    private void arm() {
        while (!waiting.isEmpty() && waiting.getFirst().over) {
            waiting.removeFirst();
        }
        if (armed || waiting.isEmpty()) {
            return;
        }
        armed = true;
        alarm.after(Math.max(0, waiting.getFirst().deadline - now.getAsLong()), () -> {
            armed = false;
            while (!waiting.isEmpty() && (waiting.getFirst().over || waiting.getFirst().deadline <= now.getAsLong())) {
                Waiting first = waiting.removeFirst();
                if (!first.over) {
                    first.over = true;
                    first.timeout.run();
                }
            }
            arm();
        });
    }
}
