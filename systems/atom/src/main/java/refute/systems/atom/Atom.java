package refute.systems.atom;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.MemoryWorld;
import refute.harness.world.simulation.SimulationWorld;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** Registers and a set in this process's memory, or on a simulated disk. */
public final class Atom implements SystemUnderTest {
    /** The id of the mutant that acknowledges a write now and then without storing it. */
    public static final String FORGETS_WRITES = "forgets-writes";

    static final String VERSION = "1";

    @Override
    public String name() {
        return "atom";
    }

    @Override
    public String description() {
        return "registers and a set in the harness's own memory, for teaching and tests";
    }

    @Override
    public List<String> worlds() {
        return List.of(MemoryWorld.NAME, SimulationWorld.NAME);
    }

    @Override
    public Set<Capability> capabilities() {
        return Collections.unmodifiableSet(
                EnumSet.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE));
    }

    @Override
    public Set<Class<?>> contracts() {
        return Set.of(RegisterClient.class, SetClient.class);
    }

    @Override
    public List<Mutant> mutants() {
        return List.of(new Mutant(FORGETS_WRITES, "acknowledges a write now and then without storing it"));
    }

    @Override
    public List<String> versions() {
        return List.of(VERSION);
    }

    /** @throws BadInput if a version, binary or image is asked for: there is only the one in this process */
    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = new BadInput.Collector();
        options.version()
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> problems.add("version", "there is no atom " + version, "leave it out"));
        options.binary().ifPresent(binary -> problems.add("binary", "atom has no binary", "leave it out"));
        options.image().ifPresent(image -> problems.add("image", "atom has no image", "leave it out"));
        options.flags().forEach((flag, value) -> problems.add("flag " + flag, "atom has no flags", "leave it out"));
        Optional<String> mutant = options.mutant();
        mutant.filter(id -> !id.equals(FORGETS_WRITES))
                .ifPresent(id -> problems.add("mutant", "atom has no mutant " + id, "it has " + FORGETS_WRITES));
        problems.throwIfAny();
        if (world.equals(SimulationWorld.NAME)) {
            return new SimulatedAtom(mutant.isPresent());
        }
        return new AtomInstance(mutant.isPresent() ? new Memory.Forgetful() : new Memory());
    }
}
