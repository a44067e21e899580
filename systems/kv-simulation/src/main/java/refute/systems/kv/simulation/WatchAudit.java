package refute.systems.kv.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import refute.harness.system.NodeId;
import refute.kv.Bytes;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.state.Change;

/**
 * I13: a watch of everything on every node. Each tells revisions in order, and all the same changes; where one of a node ends, the
 * next one of that node goes on.
 */
final class WatchAudit {
    private final Map<NodeId, Long> told = new HashMap<>();
    private final Map<Long, List<Change>> changes = new HashMap<>();

    /** Begins a watch on a node that has just started. */
    void watch(NodeId id, KvProgram program) {
        begin(id, program, told.getOrDefault(id, 0L) + 1);
    }

    private void begin(NodeId id, KvProgram program, long from) {
        program.give(request -> new Input.Watch(request, Bytes.EMPTY, Bytes.EMPTY, from), effect -> {
            switch (effect) {
                case Effect.Changes seen -> check(id, seen);
                case Effect.WatchCompacted compacted ->
                    // What is forgotten is skipped; the next start of the node goes on from there.
                    told.merge(id, compacted.firstRevision() - 1, Math::max);
                default -> {
                    // No other effect has the number of a watch.
                }
            }
        });
    }

    private void check(NodeId id, Effect.Changes seen) {
        long last = told.getOrDefault(id, 0L);
        if (seen.revision() <= last) {
            throw Invariants.violated("I13", id + " told revision " + seen.revision() + " after " + last);
        }
        told.put(id, seen.revision());
        List<Change> others = changes.putIfAbsent(seen.revision(), seen.changes());
        if (others != null && !others.equals(seen.changes())) {
            throw Invariants.violated(
                    "I13", "watches on two nodes told different changes of revision " + seen.revision());
        }
    }
}
