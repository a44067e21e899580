package refute.kv.server;

import java.util.concurrent.atomic.LongAdder;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Role;

/** Counters of one server, as text in Prometheus' exposition format 0.0.4. Safe for threads. */
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

    String render(NodeStatus status, Node.Size size) {
        StringBuilder out = new StringBuilder();
        gauge(out, "refute_kv_term", "The node's term.", status.term());
        gauge(out, "refute_kv_is_leader", "1 if the node leads.", status.role() == Role.LEADER ? 1 : 0);
        gauge(
                out,
                "refute_kv_leader",
                "Who leads, as far as the node knows; 0: nobody.",
                status.leader().number());
        gauge(
                out,
                "refute_kv_last_index",
                "The last index of its log.",
                status.log().last());
        gauge(
                out,
                "refute_kv_persisted_index",
                "The last durable index.",
                status.log().persisted());
        gauge(
                out,
                "refute_kv_commit_index",
                "The last committed index.",
                status.log().commit());
        gauge(
                out,
                "refute_kv_applied_index",
                "The last applied index.",
                status.log().applied());
        gauge(
                out,
                "refute_kv_voters",
                "The number of voters.",
                status.members().voters().size());
        gauge(out, "refute_kv_keys", "The number of keys.", size.keys());
        gauge(out, "refute_kv_sessions", "The number of open sessions.", size.sessions());
        counter(out, "refute_kv_writes_total", "Writes that were applied.", writes.sum());
        counter(out, "refute_kv_reads_total", "Reads that were answered.", reads.sum());
        counter(out, "refute_kv_failures_total", "Requests that ended with a failure.", failures.sum());
        counter(out, "refute_kv_messages_dropped_total", "Messages dropped because too many waited.", dropped.sum());
        counter(out, "refute_kv_snapshots_total", "Snapshots written.", snapshots.sum());
        counter(out, "refute_kv_syncs_total", "Syncs of the log.", syncs.sum());
        out.append("# HELP refute_kv_sync_seconds_total Time spent in writes and syncs of the log.\n")
                .append("# TYPE refute_kv_sync_seconds_total counter\n")
                .append("refute_kv_sync_seconds_total ")
                .append(syncNanos.sum() / 1e9)
                .append('\n');
        return out.toString();
    }

    private static void gauge(StringBuilder out, String name, String help, long value) {
        line(out, name, help, "gauge", value);
    }

    private static void counter(StringBuilder out, String name, String help, long value) {
        line(out, name, help, "counter", value);
    }

    private static void line(StringBuilder out, String name, String help, String type, long value) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append(name).append(' ').append(value).append('\n');
    }
}
