package refute.systems.tree.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.system.Capability;
import refute.harness.system.Mutant;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.SimulationWorld;
import refute.systems.tree.nodes.TreeContracts;
import refute.tree.mutant.Mutants;

/** The tree as one simulated node. */
public final class SimulatedTree implements SystemUnderTest {
    static final String VERSION = "0.1.0";

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String description() {
        return "the persistent B-link tree of this repository, in simulation: one node on a disk that forgets";
    }

    @Override
    public List<String> worlds() {
        return List.of(SimulationWorld.NAME);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.KILLABLE,
                Capability.PAUSABLE,
                Capability.PARTITIONABLE,
                Capability.DISK_FAULTABLE,
                Capability.POWER_CUTTABLE);
    }

    @Override
    public int nodesMax() {
        return 1;
    }

    @Override
    public Set<Class<?>> contracts() {
        return TreeContracts.ALL;
    }

    @Override
    public List<Mutant> mutants() {
        return Arrays.stream(refute.tree.mutant.Mutant.values())
                .map(mutant -> new Mutant(mutant.name(), mutant.description()))
                .toList();
    }

    @Override
    public List<String> versions() {
        return List.of(VERSION);
    }

    /** @throws BadInput if a version, binary, image or flag is asked for: there is but the one in this process */
    @Override
    public SystemInstance prepare(SystemOptions options, String world) {
        BadInput.Collector problems = new BadInput.Collector();
        options.version()
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> problems.add("version", "there is no simulated tree " + version, "leave it out"));
        options.binary().ifPresent(binary -> problems.add("binary", "simulation runs no binary", "leave it out"));
        options.image().ifPresent(image -> problems.add("image", "simulation runs no image", "leave it out"));
        options.flags()
                .forEach((flag, value) -> problems.add(
                        "flag " + flag + "=" + value, "the simulated tree has no settings", "leave it out"));
        List<String> ids = mutants().stream().map(Mutant::id).toList();
        options.mutant()
                .filter(id -> !ids.contains(id))
                .ifPresent(id -> problems.add("mutant", "tree has no mutant " + id, Nearest.remedy(id, ids)));
        problems.throwIfAny();
        Optional<Mutants> mutants = options.mutant().map(id -> Mutants.of(refute.tree.mutant.Mutant.valueOf(id)));
        return new SimulatedTreeInstance(mutants.orElse(Mutants.NONE));
    }
}
