package refute.cli;

import java.util.List;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.world.MemoryWorld;
import refute.harness.world.World;
import refute.harness.world.containers.Containers;
import refute.harness.world.processes.Processes;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.network.RemoteToxiproxies;
import refute.nemeses.network.ToxiproxyLinks;

/** The worlds, each with the engine that carries its traffic. */
final class Worlds {
    /** The names of the engines on the command line. */
    static final List<String> ENGINES = List.of("builtin", "toxiproxy");

    private Worlds() {}

    /** All of them, each with its usual engine. */
    static List<World> all() {
        return List.of(
                new Processes(ToxiproxyLinks.builtIn()),
                new Containers(new RemoteToxiproxies()),
                SimulationWorld.swarm(),
                new MemoryWorld());
    }

    /**
     * The world of this name.
     *
     * @throws BadInput if there is none, or the engine is not known or not on this machine
     */
    static World named(String name, Optional<String> engine) {
        World world = Registry.named("world", name, all(), World::name);
        if (engine.isEmpty()) {
            return world;
        }
        if (!ENGINES.contains(engine.get())) {
            throw new BadInput("--proxy", "'" + engine.get() + "' is no engine", Nearest.remedy(engine.get(), ENGINES));
        }
        return switch (world) {
            case Processes processes -> new Processes(ToxiproxyLinks.named(engine.get()));
            case Containers containers -> Containers.on(engine.get(), containers.links());
            default -> throw new BadInput("--proxy", "world " + name + " has no proxies", "leave it out");
        };
    }
}
