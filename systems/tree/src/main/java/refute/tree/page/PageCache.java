package refute.tree.page;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import refute.tree.log.Log;

/**
 * Takes nodes out of memory when there are too many: the hand of a clock goes over the table, and passes by what was used since its last
 * round. Only what can be read from the file is taken.
 */
final class PageCache {
    private final PageTable table;
    private final Log log;
    private final long bytesMax;
    private final Counts counts;
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock sweeping = new ReentrantLock();
    private int hand;

    PageCache(PageTable table, Log log, long bytesMax, Counts counts) {
        this.table = table;
        this.log = log;
        this.bytesMax = bytesMax;
        this.counts = counts;
    }

    long bytes() {
        return bytes.get();
    }

    /** So much more is in memory; less, if negative. */
    void grew(int by) {
        if (bytes.addAndGet(by) > bytesMax && by > 0 && sweeping.tryLock()) {
            try {
                sweep();
            } finally {
                sweeping.unlock();
            }
        }
    }

    /** Two rounds at most: what is used all the time, or not yet written, stays. */
    private void sweep() {
        int steps = Math.min(2 * table.capacity(), 4096);
        long written = log.written();
        for (int i = 0; i < steps && bytes.get() > bytesMax; i++) {
            hand = hand + 1 < table.capacity() ? hand + 1 : 0;
            Page page = table.get(hand);
            if (page == null || !page.isInMemory() || page.wasUsed() || page.end() > written) {
                continue;
            }
            if (table.replace(hand, page, page.with(null))) {
                bytes.addAndGet(-page.node().bytes());
                counts.evicted();
            }
        }
    }
}
