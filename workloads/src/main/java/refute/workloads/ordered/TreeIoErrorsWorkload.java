package refute.workloads.ordered;

import refute.harness.workload.Hardship;

/** Disks refuse calls: what was flushed is there when the map is opened anew, and the rest is a first part of the changes. */
public final class TreeIoErrorsWorkload extends PrefixWorkload {
    public TreeIoErrorsWorkload() {
        super(
                "tree-io-errors",
                "the same on disks that refuse calls: errors lose nothing in silence, and opening anew works",
                Hardship.DISK);
    }
}
