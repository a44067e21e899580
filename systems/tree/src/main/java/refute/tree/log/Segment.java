package refute.tree.log;

import java.util.concurrent.atomic.AtomicLong;

/** One use of a slot of the log file. Any thread may count in it. */
public final class Segment {
    private final int slot;
    private final SegmentHeader header;
    private final AtomicLong liveBytes = new AtomicLong();
    private final AtomicLong supersededBy = new AtomicLong();
    private volatile boolean retired;

    Segment(int slot, SegmentHeader header) {
        this.slot = slot;
        this.header = header;
    }

    int slot() {
        return slot;
    }

    SegmentHeader header() {
        return header;
    }

    /** Returns its number in the log. */
    public long sequence() {
        return header.sequence();
    }

    /** Returns how many bytes in it belong to the latest state of some page. */
    public long liveBytes() {
        return liveBytes.get();
    }

    /** A page's state now rests on that many bytes here. */
    public void add(int bytes) {
        liveBytes.addAndGet(bytes);
    }

    /** A message at that place has made so many bytes here superfluous. */
    public void supersede(int bytes, long by) {
        supersededBy.accumulateAndGet(by, Math::max);
        liveBytes.addAndGet(-bytes);
    }

    /** Returns the last place that made something here superfluous. */
    long supersededBy() {
        return supersededBy.get();
    }

    boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
    }

    @Override
    public String toString() {
        return "segment " + sequence() + " in slot " + slot;
    }
}
