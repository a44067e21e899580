package refute.tree.server;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import refute.service.MetricsPage;
import refute.tree.StoreSize;

/** Counters of one server. Safe for threads. */
final class Metrics {
    final LongAdder writes = new LongAdder();
    final LongAdder reads = new LongAdder();
    final LongAdder transactions = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder flushes = new LongAdder();
    final LongAdder flushNanos = new LongAdder();

    MetricsPage page(OpenStore.@Nullable Opened opened, long reopened) {
        MetricsPage page = new MetricsPage()
                .gauge("refute_tree_open", "1 if the store is open.", opened == null ? 0 : 1)
                .counter("refute_tree_reopened_total", "Openings after a failure of the disk.", reopened)
                .counter("refute_tree_writes_total", "Changes that were made.", writes.sum())
                .counter("refute_tree_reads_total", "Reads that were answered.", reads.sum())
                .counter("refute_tree_transactions_total", "Transactions that were made.", transactions.sum())
                .counter("refute_tree_failures_total", "Requests that ended with a failure.", failures.sum())
                .counter("refute_tree_flushes_total", "Flushes that requests waited for.", flushes.sum())
                .seconds("refute_tree_flush_seconds_total", "Time spent in them.", flushNanos.sum());
        if (opened == null) {
            return page;
        }
        StoreSize size = opened.store().size();
        return page.gauge("refute_tree_pages", "Pages of all trees.", size.pages())
                .gauge("refute_tree_log_bytes", "Bytes of the log that are in use.", size.logBytes())
                .gauge("refute_tree_live_bytes", "Of these, what is needed.", size.liveBytes())
                .gauge("refute_tree_memory_bytes", "Bytes of nodes in memory.", size.bytesInMemory());
    }
}
