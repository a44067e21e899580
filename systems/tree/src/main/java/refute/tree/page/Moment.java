package refute.tree.page;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** An instant as of which somebody reads. What is replaced after it is kept for it, up to a bound; beyond that, it is given up. */
public final class Moment {
    private final long version;
    private final long bytesMax;
    private final long begunNanos = System.nanoTime();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<History> kept = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;
    private volatile boolean givenUp;

    Moment(long version, long bytesMax) {
        this.version = version;
        this.bytesMax = bytesMax;
    }

    long version() {
        return version;
    }

    /** Returns how many bytes are kept for it: of pages in memory, and of files of large values. */
    public long bytes() {
        return bytes.get();
    }

    /** Returns how many may be. */
    public long bytesMax() {
        return bytesMax;
    }

    /** Returns how long ago it was, in nanoseconds. */
    public long ageNanos() {
        return System.nanoTime() - begunNanos;
    }

    /** Returns whether too much would have had to be kept for it. */
    public boolean isGivenUp() {
        return givenUp;
    }

    /** Returns whether it is over: what pages say as of it means nothing any more. */
    public boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** Before it ends: whoever sees that it has ended sees why. */
    void giveUp() {
        givenUp = true;
    }

    /** So much is kept for it besides; returns whether that is too much. */
    boolean grew(long by) {
        return bytes.addAndGet(by) > bytesMax;
    }

    /** Returns what is kept for it. */
    Queue<History> kept() {
        return kept;
    }
}
