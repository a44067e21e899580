package refute.harness.world.processes;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.LinkProxies;
import refute.harness.world.World;
import refute.harness.world.node.Interruption;

/**
 * Nodes as child processes on loopback, every directed link through a proxy of its own.
 *
 * <p>Nothing that it starts outlives the harness, however that ends (see {@link Guard}). Several runs may go on at once, of one
 * user or several (see {@link LoopbackBlock}).
 *
 * @param links who makes the proxies
 * @param wiring how nodes get host names of their own
 * @param keepsData whether the nodes' data folders stay after the run
 */
public record Processes(LinkProxies links, Wiring wiring, boolean keepsData) implements World {
    private static final List<String> TOOLS = List.of("setsid", "unshare", "mount", "sh");

    /** The usual: the best wiring of this machine; data folders go when the run ends. */
    public Processes(LinkProxies links) {
        this(links, Wiring.best(), false);
    }

    public Processes withWiring(Wiring other) {
        return new Processes(links, other, keepsData);
    }

    /** Leaves the nodes' data in {@code nodes/NAME/data} of the run folder. */
    public Processes keepingData() {
        return new Processes(links, wiring, true);
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public String description() {
        return "child processes on loopback, each directed link through its own proxy; needs no container engine";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE);
    }

    /** That some tools are missing, if they are. A weaker {@link #wiring} is no lack: many systems need no names. */
    @Override
    public Optional<String> lacks() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of(
                    "it needs Linux (loopback addresses 127.*.*.*, mount namespaces); use --world containers");
        }
        List<String> missing =
                TOOLS.stream().filter(tool -> Executables.find(tool).isEmpty()).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "it needs " + String.join(", ", missing) + " on the PATH (apt-get install util-linux mount)");
    }

    @Override
    public Cluster deploy(Deployment deployment) throws InterruptedException {
        return Interruption.heard(() -> build(deployment));
    }

    private Cluster build(Deployment deployment) throws InterruptedException {
        lacks().ifPresent(lack -> {
            throw new BadInput("world processes", lack, "");
        });
        ProcessCluster cluster = ProcessCluster.layOut(this, deployment);
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException | Error | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }
}
