package refute.kv.raft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.kv.Bytes;
import refute.kv.mutant.Mutant;
import refute.kv.state.Change;

/**
 * Who wants to be told of changes. A watch gets every revision from its first on once, in order, whole, on any member; or it is told that
 * the beginning is forgotten.
 */
final class Watches {
    private final Variables v;
    private final Map<Long, Watch> watches = new LinkedHashMap<>();

    private static final class Watch {
        private final Bytes from;
        private final Bytes to;
        private final long created;
        private long next;

        private Watch(Bytes from, Bytes to, long created) {
            this.from = from;
            this.to = to;
            this.created = created;
            this.next = created;
        }

        private boolean covers(Bytes key) {
            return key.compareTo(from) >= 0 && (to.isEmpty() || key.compareTo(to) < 0);
        }
    }

    Watches(Variables variables) {
        this.v = variables;
    }

    void onWatch(Input.Watch input) {
        long first = input.fromRevision() == 0 ? v.applied + 1 : input.fromRevision();
        Watch watch = new Watch(input.from(), input.to(), first);
        watches.put(input.request(), watch);
        catchUp(input.request(), watch);
    }

    void cancel(long request) {
        watches.remove(request);
    }

    /** An index was applied. */
    void applied(long index) {
        if (watches.isEmpty()) {
            return;
        }
        List<Change> changes = v.machine.changesAt(index);
        if (!changes.isEmpty()) {
            watches.forEach((request, watch) -> tell(request, watch, index, changes));
        }
    }

    /** The state was replaced by a newer one: the changes in between come from its history. */
    void restored() {
        Map.copyOf(watches).keySet().stream().sorted().forEach(request -> {
            Watch watch = watches.get(request);
            if (watch != null) {
                watch.next = v.mutants.has(Mutant.M29) ? watch.created : watch.next;
                catchUp(request, watch);
            }
        });
    }

    private void catchUp(long request, Watch watch) {
        if (watch.next <= v.machine.compacted()) {
            watches.remove(request);
            v.effects.add(new Effect.WatchCompacted(request, v.machine.compacted() + 1));
            return;
        }
        boolean drop = v.mutants.has(Mutant.M29) && watch.next == v.machine.compacted() + 1;
        v.machine.visitChangesFrom(
                drop ? watch.next + 1 : watch.next, (revision, changes) -> tell(request, watch, revision, changes));
    }

    private void tell(long request, Watch watch, long revision, List<Change> changes) {
        if (revision < watch.next) {
            return;
        }
        watch.next = revision + 1;
        List<Change> covered =
                changes.stream().filter(change -> watch.covers(change.key())).toList();
        if (!covered.isEmpty()) {
            v.effects.add(new Effect.Changes(request, revision, covered));
        }
    }
}
