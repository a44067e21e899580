package refute.workloads.ordered;

import refute.harness.workload.Hardship;

/** The power fails: a first part of the changes is left, with all that was flushed. */
public final class TreePowerWorkload extends PrefixWorkload {
    public TreePowerWorkload() {
        super(
                "tree-power",
                "the same when the power fails: simulated disks forget, tear and reorder what was not synchronised",
                Hardship.POWER);
    }
}
