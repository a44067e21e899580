package refute.harness.world.node;

/** Interruptions of whoever builds a cluster. */
public final class Interruption {
    private Interruption() {}

    /** What may be interrupted. */
    @FunctionalInterface
    public interface Work<T> {
        T call() throws InterruptedException;
    }

    /** Does work that must not be given up, such as to remove what a run has made: that the thread is interrupted is heard after it. */
    public static void putOff(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does the work. Channels and libraries say in ways of their own that their thread was interrupted, such as an
     * {@link java.nio.channels.ClosedByInterruptException} in an exception of theirs: whatever the work fails with while the
     * thread is interrupted becomes what it is.
     *
     * @throws InterruptedException if the work fails while the thread is interrupted; the failure is its cause
     */
    public static <T> T heard(Work<T> work) throws InterruptedException {
        try {
            return work.call();
        } catch (RuntimeException failure) {
            if (!Thread.interrupted()) {
                throw failure;
            }
            InterruptedException interrupted = new InterruptedException("while nodes were being started");
            interrupted.initCause(failure);
            throw interrupted;
        }
    }
}
