package refute.harness.world.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.fault.Nemesis;
import refute.harness.system.Capability;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.World;

/**
 * The world in which nodes are objects in one thread, time is virtual, and everything follows from the seed: the same seed
 * gives the same run, event for event, on every machine.
 *
 * @param hazards how hard the machines have it; empty: drawn from the run's seed
 * @param breakpoint where a run is halted, if it is
 * @param luck who decides which of the hazards come true
 */
public record SimulationWorld(Optional<Hazards> hazards, Optional<Breakpoint> breakpoint, Luck luck) implements World {
    public static final String NAME = "simulation";

    /** A system that is not ready after so many events will not be: the run begins all the same, and shows why. */
    private static final long START_EVENTS_MAX = 1_000_000;

    static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(
            EnumSet.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE, Capability.POWER_CUTTABLE));

    /** With hazards that each run draws for itself. */
    public static SimulationWorld swarm() {
        return new SimulationWorld(Optional.empty());
    }

    /** Without a breakpoint, by chance. */
    public SimulationWorld(Optional<Hazards> hazards) {
        this(hazards, Optional.empty(), Luck.DRAWN);
    }

    /** The same, in which each run is halted there: it throws {@link Halted} then. One breakpoint serves one run. */
    public SimulationWorld breakAt(Breakpoint where) {
        return new SimulationWorld(hazards, Optional.of(where), luck);
    }

    /** The same, where this decides which hazards come true. */
    public SimulationWorld with(Luck other) {
        return new SimulationWorld(hazards, breakpoint, other);
    }

    /** Whether nothing happens by chance. */
    public boolean isCalm() {
        return hazards.filter(Hazards.CALM::equals).isPresent();
    }

    /** With machines to which nothing happens but what the schedule says. */
    public static SimulationWorld calm() {
        return new SimulationWorld(Optional.of(Hazards.CALM));
    }

    /** Those of these nemeses that one run of a swarm has: at least one, if there are any; a pure function of the seed. */
    public static List<Nemesis> draw(Seed seed, List<Nemesis> nemeses) {
        Chance chance = new Chance(seed.substream("swarm"));
        List<Nemesis> drawn = new ArrayList<>();
        nemeses.stream().filter(nemesis -> chance.nextBoolean()).forEach(drawn::add);
        return drawn.isEmpty() && !nemeses.isEmpty()
                ? List.of(nemeses.get(chance.nextInt(nemeses.size())))
                : List.copyOf(drawn);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "nodes are objects in one thread of virtual time: fast, and the same seed is the same run";
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Optional<String> lacks() {
        return Optional.empty();
    }

    /** @throws BadInput if the system cannot be simulated */
    @Override
    public Cluster deploy(Deployment deployment) {
        if (!(deployment.system() instanceof SimulatedSystem system)) {
            throw new BadInput("world " + NAME, "the system has no simulation", "try another world");
        }
        Hazards drawn = hazards.orElseGet(() -> Hazards.draw(deployment.seed().substream("hazards"))
                .under(deployment.hardship(), deployment.seed().substream("hardship")));
        SimulatedCluster cluster = new SimulatedCluster(deployment, system, under(luck, drawn), luck);
        Timeline timeline = cluster.timeline();
        breakpoint.ifPresent(where -> timeline.breakAt(where, cluster::state));
        cluster.begin();
        long until = deployment.readyWithin().toNanos();
        while (!cluster.ready()
                && !cluster.hasFindings()
                && timeline.nextNanos() <= until
                && timeline.events() < START_EVENTS_MAX) {
            timeline.step();
        }
        return cluster;
    }

    private static Hazards under(Luck luck, Hazards drawn) {
        if (!(luck instanceof Luck.Given given)) {
            return drawn;
        }
        Hazards its = given.even() ? drawn.even() : drawn;
        return its.admitting(given.accidents());
    }
}
