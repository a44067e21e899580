package refute.kv.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Result;

/**
 * A session: each write has a number, and happens once however often it arrives. So a write may be repeated after an error, until its deadline,
 * and is. One write at a time; for more at once, open more sessions.
 */
public final class KvSession {
    private static final long PAUSE_NANOS = 20_000_000L;

    private final KvClient client;
    private final long id;
    private final Duration timeout;
    private final Mutants mutants;
    /** Not a monitor: a virtual thread that waits in one keeps its carrier before Java 24. */
    private final ReentrantLock lock = new ReentrantLock();

    private long sequence;

    KvSession(KvClient client, long id, Duration timeout, Mutants mutants) {
        this.client = client;
        this.id = id;
        this.timeout = timeout;
        this.mutants = mutants;
    }

    /** Returns the session's id. */
    public long id() {
        return id;
    }

    /**
     * Does a write once, asking as often as it takes within the time given.
     *
     * @param operation the write
     * @param within the deadline for all attempts
     * @throws KvException if no attempt ended well: it may have happened if any one may have
     */
    public Result write(Operation operation, Duration within) throws KvException {
        lock.lock();
        try {
            return writeNext(operation, within);
        } finally {
            lock.unlock();
        }
    }

    private Result writeNext(Operation operation, Duration within) throws KvException {
        sequence++;
        boolean forget = mutants.has(Mutant.M16) && operation instanceof Operation.CompareAndSet;
        Command command = forget ? Command.of(operation) : new Command(id, sequence, operation);
        long deadline = System.nanoTime() + within.toNanos();
        boolean mayHaveHappened = false;
        while (true) {
            long left = deadline - System.nanoTime();
            try {
                return client.write(command, Duration.ofNanos(Math.max(1, Math.min(left, timeout.toNanos()))));
            } catch (KvException e) {
                mayHaveHappened |= e.mayHaveHappened();
                if (!isWorthAnotherAttempt(e) || deadline - System.nanoTime() <= PAUSE_NANOS) {
                    throw mayHaveHappened ? e.afterEarlierAttempts() : e;
                }
            }
            // Not a wait for a condition: the pause that keeps a client without a leader from asking in a tight loop.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isWorthAnotherAttempt(KvException e) {
        return switch (e.kind()) {
            case NOT_LEADER, BUSY, OVERWRITTEN, LEADERSHIP_LOST, TIMEOUT, UNREACHABLE -> true;
            case TOO_LARGE, INVALID, SESSION, COMPACTED, MEMBERSHIP_REFUSED -> false;
        };
    }
}
