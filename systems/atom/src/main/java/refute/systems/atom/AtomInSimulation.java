package refute.systems.atom;

import java.util.List;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.SimulationWorld;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** Atom in the simulation world: the smallest system there, to learn from how one is written. */
public final class AtomInSimulation implements SystemUnderTest {
    private static final Mutant FORGETS_WRITES = new Mutant(
            Atom.FORGETS_WRITES, "acknowledges a write before its disk has it, and so forgets it at a power loss");

    @Override
    public String name() {
        return "atom";
    }

    @Override
    public String description() {
        return "registers and a set on one simulated disk, for teaching and tests";
    }

    @Override
    public List<String> worlds() {
        return List.of(SimulationWorld.NAME);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.KILLABLE, Capability.PAUSABLE, Capability.PARTITIONABLE);
    }

    @Override
    public Set<Class<?>> contracts() {
        return Set.of(RegisterClient.class, SetClient.class);
    }

    @Override
    public List<Mutant> mutants() {
        return List.of(FORGETS_WRITES);
    }

    @Override
    public List<String> versions() {
        return List.of(Atom.VERSION);
    }

    /** @throws BadInput if anything but its mutant is asked for: there is only the one in this process */
    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = Atom.refusing(options);
        options.mutant()
                .filter(id -> !id.equals(Atom.FORGETS_WRITES))
                .ifPresent(id -> problems.add(
                        "mutant", "atom has no mutant " + id + " in simulation", "it has " + Atom.FORGETS_WRITES));
        problems.throwIfAny();
        return new SimulatedAtom(options.mutant().isPresent());
    }
}
