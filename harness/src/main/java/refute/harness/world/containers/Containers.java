package refute.harness.world.containers;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.EngineLinks;
import refute.harness.world.World;
import refute.harness.world.node.Interruption;

/**
 * Nodes as containers, every directed link through a proxy of its own on a real Toxiproxy.
 *
 * <p>Several runs may go on at once: each has its own network, names and published ports, the latter on 127.0.0.1 and chosen by
 * the engine. Closing a cluster removes all that it made. If the harness is killed, the next deployment or {@link #sweep} does.
 *
 * @param links who speaks to the proxies
 * @param engineImage the image of the real Toxiproxy
 */
public record Containers(EngineLinks links, String engineImage) implements World {
    /** Its name on the command line. */
    public static final String NAME = "containers";

    /** The official image. */
    public static final String ENGINE_IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    /** The name of the only proxy engine that works here. */
    public static final String ENGINE = "toxiproxy";

    public Containers(EngineLinks links) {
        this(links, ENGINE_IMAGE);
    }

    /**
     * With the proxy engine that a person asked for.
     *
     * @throws BadInput if it is another than the real Toxiproxy
     */
    public static Containers on(String engine, EngineLinks links) {
        if (!engine.equals(ENGINE)) {
            throw new BadInput(
                    "--proxy " + engine,
                    "not in containers: this engine lives in the harness's own process, where traffic between containers does"
                            + " not come by",
                    "--proxy " + ENGINE + ", or --world processes");
        }
        return new Containers(links);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "containers, each directed link through its own proxy on a real Toxiproxy; needs a container engine";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE);
    }

    /** That there is no engine, none that answers, or no right to use it. Takes milliseconds. */
    @Override
    public Optional<String> lacks() {
        return EngineProbe.now().lack();
    }

    @Override
    public Cluster deploy(Deployment deployment) throws InterruptedException {
        return Interruption.heard(() -> build(deployment));
    }

    private Cluster build(Deployment deployment) throws InterruptedException {
        lacks().ifPresent(lack -> {
            throw new BadInput("world containers", lack, "");
        });
        Marks marks = Marks.ofUser();
        removeOrphans(marks);
        Ground ground = Ground.claim(deployment.runId(), marks);
        try {
            return ContainerCluster.build(this, deployment, ground);
        } catch (RuntimeException | Error | InterruptedException e) {
            ground.close();
            throw e;
        }
    }

    /**
     * Removes what runs of killed processes of this user and machine have left, if there is any; without any it takes a
     * millisecond and asks no engine. What cannot be removed now, because no engine answers, is removed another time.
     *
     * @return the names of those runs
     */
    public static List<String> sweep() {
        Marks marks = Marks.ofUser();
        if (marks.orphans().isEmpty() || EngineProbe.now().lack().isPresent()) {
            return List.of();
        }
        return removeOrphans(marks);
    }

    private static List<String> removeOrphans(Marks marks) {
        Leftovers leftovers = new Leftovers(Docker.client());
        List<Tag> marked = marks.orphans();
        SequencedSet<String> orphans = new TreeSet<>(leftovers.orphans());
        orphans.forEach(leftovers::remove);
        // A mark without anything on the engine: its process was killed before or after there was something.
        marked.forEach(marks::remove);
        return List.copyOf(orphans);
    }
}
