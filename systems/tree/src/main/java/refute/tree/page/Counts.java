package refute.tree.page;

import java.util.concurrent.atomic.LongAdder;

/** How often what happened to pages since the store was opened. Any thread may count. */
public final class Counts {
    private final LongAdder splits = new LongAdder();
    private final LongAdder merges = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder lostRaces = new LongAdder();

    /** Returns how many pages were split in two. */
    public long splits() {
        return splits.sum();
    }

    /** Returns how many pages were merged into their neighbours. */
    public long merges() {
        return merges.sum();
    }

    /** Returns how many pages were read from the log. */
    public long loads() {
        return loads.sum();
    }

    /** Returns how many pages were taken out of memory. */
    public long evictions() {
        return evictions.sum();
    }

    /** Returns how many changes were made anew because another thread had changed the page meanwhile. */
    public long lostRaces() {
        return lostRaces.sum();
    }

    /** A page was split. */
    public void split() {
        splits.increment();
    }

    void merged() {
        merges.increment();
    }

    void loaded() {
        loads.increment();
    }

    void evicted() {
        evictions.increment();
    }

    void lostRace() {
        lostRaces.increment();
    }
}
