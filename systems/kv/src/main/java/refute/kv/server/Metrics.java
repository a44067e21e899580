package refute.kv.server;

import java.util.concurrent.atomic.LongAdder;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Role;
import refute.service.MetricsPage;

/** Counters of one server. Safe for threads. */
final class Metrics {
    final LongAdder dropped = new LongAdder();
    final LongAdder snapshots = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAdder reads = new LongAdder();
    final LongAdder failures = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private final LongAdder syncNanos = new LongAdder();

    void synced(long nanos) {
        syncs.increment();
        syncNanos.add(nanos);
    }

    MetricsPage page(NodeStatus status, Node.Size size) {
        return new MetricsPage()
                .gauge("refute_kv_term", "The node's term.", status.term())
                .gauge("refute_kv_is_leader", "1 if the node leads.", status.role() == Role.LEADER ? 1 : 0)
                .gauge(
                        "refute_kv_leader",
                        "Who leads, as far as the node knows; 0: nobody.",
                        status.leader().number())
                .gauge(
                        "refute_kv_last_index",
                        "The last index of its log.",
                        status.log().last())
                .gauge(
                        "refute_kv_persisted_index",
                        "The last durable index.",
                        status.log().persisted())
                .gauge(
                        "refute_kv_commit_index",
                        "The last committed index.",
                        status.log().commit())
                .gauge(
                        "refute_kv_applied_index",
                        "The last applied index.",
                        status.log().applied())
                .gauge(
                        "refute_kv_voters",
                        "The number of voters.",
                        status.members().voters().size())
                .gauge("refute_kv_keys", "The number of keys.", size.keys())
                .gauge("refute_kv_sessions", "The number of open sessions.", size.sessions())
                .counter("refute_kv_writes_total", "Writes that were applied.", writes.sum())
                .counter("refute_kv_reads_total", "Reads that were answered.", reads.sum())
                .counter("refute_kv_failures_total", "Requests that ended with a failure.", failures.sum())
                .counter("refute_kv_messages_dropped_total", "Messages dropped because too many waited.", dropped.sum())
                .counter("refute_kv_snapshots_total", "Snapshots written.", snapshots.sum())
                .counter("refute_kv_syncs_total", "Syncs of the log.", syncs.sum())
                .seconds("refute_kv_sync_seconds_total", "Time spent in writes and syncs of the log.", syncNanos.sum());
    }
}
