package refute.systems.tree.simulation;

import java.io.IOException;
import java.util.SequencedMap;
import refute.harness.Seed;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.ClientLink;
import refute.harness.world.simulation.Machine;
import refute.harness.world.simulation.Program;
import refute.harness.world.simulation.SimulatedSystem;
import refute.systems.tree.nodes.TreeContracts;
import refute.tree.TreeSettings;
import refute.tree.mutant.Mutants;

/** The tree as one simulated run uses it. */
final class SimulatedTreeInstance implements SimulatedSystem {
    private final Mutants mutants;
    private TreeSettings settings = TreeSettings.DEFAULT;

    SimulatedTreeInstance(Mutants mutants) {
        this.mutants = mutants;
    }

    @Override
    public String version() {
        return SimulatedTree.VERSION;
    }

    @Override
    public void begin(Seed seed, SequencedMap<NodeId, Machine> machines, ClientLink link) {
        settings = Sizes.draw(seed.substream("sizes"));
    }

    @Override
    public Program start(Machine machine) throws IOException {
        return new TreeProgram(machine, settings, mutants);
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection, ClientLink link) {
        return TreeContracts.over(new SimulatedLink(link, connection), contract);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
