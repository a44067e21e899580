package refute.cli;

import java.util.List;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.world.MemoryWorld;
import refute.harness.world.World;
import refute.harness.world.processes.Processes;
import refute.nemeses.network.ToxiproxyLinks;

/** The worlds, each with the engine that carries its traffic. */
final class Worlds {
    /** The names of the engines on the command line. */
    static final List<String> ENGINES = List.of("builtin", "toxiproxy");

    private Worlds() {}

    static List<World> all(String engine) {
        return List.of(new Processes(ToxiproxyLinks.named(engine)), new MemoryWorld());
    }

    /**
     * The world of this name.
     *
     * @throws BadInput if there is none, or the engine is not known or not on this machine
     */
    static World named(String name, String engine) {
        if (!ENGINES.contains(engine)) {
            throw new BadInput("--proxy", "'" + engine + "' is no engine", Nearest.remedy(engine, ENGINES));
        }
        return Registry.named("world", name, all(engine), World::name);
    }
}
