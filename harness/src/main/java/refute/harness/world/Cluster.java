package refute.harness.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import refute.harness.check.NodeReport;
import refute.harness.system.Capability;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;

/**
 * The nodes of one run.
 *
 * <p>Faults come from one thread; {@link #connection} and {@link #status} may be called from any. The methods return once
 * what they ask for is so (a killed process is gone, a stopped one is in the stopped state), and say what was measured.
 */
public interface Cluster extends AutoCloseable {
    List<NodeId> nodes();

    /** What can be done to these nodes: what the world and the system both allow. */
    Set<Capability> capabilities();

    /** How clients reach this node. */
    Connection connection(NodeId node);

    /** What the node says of itself, asked now and by its side, not through the faulty links; empty if it does not answer. */
    Optional<NodeStatus> status(NodeId node);

    /** Who holds itself for the leader in the highest term; empty if nobody answers or a system has none. */
    Optional<NodeId> leader();

    NodeState state(NodeId node);

    /** Kills the node's process without warning; returns what shows it ("pid 4711 gone"). Does nothing if it is not running. */
    String kill(NodeId node);

    /** Starts the node's process on the data it left; returns what shows it. Does nothing if it runs. */
    String start(NodeId node);

    /** Stops the node's process where it stands. */
    String pause(NodeId node);

    /** Lets a stopped process continue. */
    String resume(NodeId node);

    /**
     * Calls this for each of these nodes, as nearly at once as the world can, so that "all" is all at one time and not one after
     * the other; answers in the order of the nodes.
     */
    default List<String> each(List<NodeId> nodes, Function<NodeId, String> call) {
        return Together.each(nodes, call);
    }

    /** The links. */
    Network network();

    /** What the nodes have left so far: exits, logs, alarms. */
    List<NodeReport> reports();

    /** Ends everything that the run started; safe to call again, and from a shutdown hook. */
    @Override
    void close();
}
