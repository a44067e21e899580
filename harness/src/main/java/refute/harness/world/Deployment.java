package refute.harness.world;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import refute.harness.Seed;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.system.SystemInstance;
import refute.harness.workload.Hardship;

/**
 * What a world is asked to start.
 *
 * @param runId names what the run makes (containers, folders, proxies), so that it can be found and removed
 * @param system what
 * @param nodes as how many
 * @param folder the run folder; logs go to {@code nodes/NAME/} in it
 * @param seed the stream for choices of the world itself
 * @param readyWithin how long the system may take until it first answers
 * @param operationTimeout of the clients' operations
 * @param reads what clients' reads ask for
 * @param hardship what its machines have to bear, where the world decides that
 */
public record Deployment(
        String runId,
        SystemInstance system,
        List<NodeId> nodes,
        Path folder,
        Seed seed,
        Duration readyWithin,
        Duration operationTimeout,
        Reads reads,
        Hardship hardship) {
    public Deployment {
        nodes = List.copyOf(nodes);
    }

    /** With what machines usually have to bear. */
    public Deployment(
            String runId,
            SystemInstance system,
            List<NodeId> nodes,
            Path folder,
            Seed seed,
            Duration readyWithin,
            Duration operationTimeout,
            Reads reads) {
        this(runId, system, nodes, folder, seed, readyWithin, operationTimeout, reads, Hardship.USUAL);
    }
}
