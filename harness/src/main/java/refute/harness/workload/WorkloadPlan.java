package refute.harness.workload;

import refute.harness.Seed;
import refute.harness.system.Reads;

/**
 * What a workload is to be like in this run.
 *
 * @param seed the stream for its choices
 * @param workers how many processes invoke at once; positive
 * @param keys how many objects are in use at once, where the workload has several; positive
 * @param nodes of the system; positive
 * @param reads what reads ask for
 */
public record WorkloadPlan(Seed seed, int workers, int keys, int nodes, Reads reads) {
    public WorkloadPlan {
        if (workers < 1 || keys < 1 || nodes < 1) {
            throw new IllegalArgumentException(
                    "a workload has workers, keys and nodes: " + workers + ", " + keys + ", " + nodes);
        }
    }
}
