package refute.tree.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of the log that is being filled. One packed number holds whether it is sealed, how many writers are in it, and how much is
 * reserved; so a writer gets its room by one compare-and-set, and exactly one writer learns that it was the last.
 */
final class IoBuffer {
    static final int FULL = -1;
    static final int SEALED = -2;

    private static final long WRITER = 1L << 32;
    private static final long SEAL = 1L << 62;

    private final Segment segment;
    private final long start;
    private final long previousEnd;
    private final byte[] bytes;
    private final int capacity;
    private final int empty;
    private final AtomicLong state;
    private volatile long next;

    /**
     * @param start its place in the log
     * @param previousEnd where the log ends before it
     * @param bytes for its content; may be longer than it
     * @param capacity how long it is
     * @param empty how much of it is filled already
     */
    IoBuffer(Segment segment, long start, long previousEnd, byte[] bytes, int capacity, int empty) {
        this.segment = segment;
        this.start = start;
        this.previousEnd = previousEnd;
        this.bytes = bytes;
        this.capacity = capacity;
        this.empty = empty;
        this.state = new AtomicLong(empty);
    }

    Segment segment() {
        return segment;
    }

    long start() {
        return start;
    }

    long previousEnd() {
        return previousEnd;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the buffer after it starts; known once it is written. */
    long next() {
        return next;
    }

    void setNext(long place) {
        next = place;
    }

    /** Reserves room; returns its offset, {@link #FULL} or {@link #SEALED}. Who got room must {@link #leave}. */
    int reserve(int size) {
        while (true) {
            long seen = state.get();
            if (isSealed(seen)) {
                return SEALED;
            }
            int offset = used(seen);
            if (size > capacity - offset) {
                return FULL;
            }
            if (state.compareAndSet(seen, seen + WRITER + size)) {
                return offset;
            }
        }
    }

    /** Lets nobody in any more. Returns whether it was this call that did it; if so, the caller must {@link #leave}, too. */
    boolean seal() {
        while (true) {
            long seen = state.get();
            if (isSealed(seen)) {
                return false;
            }
            if (state.compareAndSet(seen, (seen | SEAL) + WRITER)) {
                return true;
            }
        }
    }

    /** Returns whether the caller was the last in a sealed buffer, and must write it. */
    boolean leave() {
        long now = state.addAndGet(-WRITER);
        return isSealed(now) && (now & ~SEAL) >>> 32 == 0;
    }

    int used() {
        return used(state.get());
    }

    long end() {
        return start + used();
    }

    boolean isEmpty() {
        return used() == empty;
    }

    private static boolean isSealed(long state) {
        return (state & SEAL) != 0;
    }

    private static int used(long state) {
        return (int) state;
    }
}
