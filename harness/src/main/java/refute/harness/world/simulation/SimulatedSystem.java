package refute.harness.world.simulation;

import java.io.IOException;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.Seed;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;

/**
 * A system that can be simulated: its nodes are {@link Program}s on {@link Machine}s. One instance serves one run, on one
 * thread.
 *
 * <p>Everything that it does must follow from what it is told: no wall clock, no thread, no chance but {@link Machine#random}
 * and the seed of {@link #begin}, and no order of a hash table.
 */
public interface SimulatedSystem extends SystemInstance {
    /**
     * Once, before the first node starts.
     *
     * @param seed for choices that hold for all nodes, such as settings
     * @param link for clients of the system's own that watch it from outside; they may begin with {@link ClientLink#after}
     */
    default void begin(Seed seed, SequencedMap<NodeId, Machine> machines, ClientLink link) {}

    /**
     * Starts a node's program, on the disk that an earlier one may have left.
     *
     * @throws IOException if the disk refuses, or holds what the program refuses
     */
    Program start(Machine machine) throws IOException;

    /** A new client of this contract. */
    <C extends AutoCloseable> C connect(Class<C> contract, Connection connection, ClientLink link);

    /**
     * After each event of a node: the place for cheap invariants.
     *
     * @throws Violation if one does not hold
     */
    default void watch(Machine machine, Program program) {}

    /** Everything was healed, and chance is quiet: a system's own clients may put right what they have changed. */
    default void healed() {}

    /** Whether they have put it right; a run waits for that as it waits for the nodes to serve again. */
    default boolean isWhole() {
        return true;
    }

    /**
     * Whether it promises that a leader whom a majority hears goes on to lead, whatever a node does that cannot hear it, or
     * hears it again.
     */
    default boolean keepsItsLeader() {
        return false;
    }

    /** Nothing is asked any more: clients of the system's own end, too, so that its nodes come to rest. */
    default void rest() {}

    /**
     * When everything was healed and the system has had time: all that runs should agree.
     *
     * @throws Violation if it does not
     */
    default void settled(SequencedMap<NodeId, Program> running) {}

    @Override
    default NodePlan plan(NodeId node, Topology topology) {
        return new NodePlan.InHarness();
    }

    @Override
    default <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        throw new IllegalStateException("in simulation a client needs a link");
    }

    @Override
    default Optional<NodeStatus> status(Connection connection) {
        return Optional.empty();
    }
}
