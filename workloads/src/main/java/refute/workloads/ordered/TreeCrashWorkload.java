package refute.workloads.ordered;

import refute.harness.workload.Hardship;

/** Processes are killed: a first part of the changes is left, with all that was flushed. */
public final class TreeCrashWorkload extends PrefixWorkload {
    public TreeCrashWorkload() {
        super(
                "tree-crash",
                "puts without a sync, flushes, kills: a first part of the changes is left, with all that was flushed",
                Hardship.KILL);
    }
}
