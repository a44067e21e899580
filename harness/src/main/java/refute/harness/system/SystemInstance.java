package refute.harness.system;

import java.nio.file.Path;
import java.util.Optional;
import refute.harness.check.Trace;

/** A system as one run uses it. Its methods may be called from several threads. */
public interface SystemInstance extends AutoCloseable {
    /** The version under test, as far as it is known before a node was asked. */
    String version();

    /** How this node starts. Called again for each restart. */
    NodePlan plan(NodeId node, Topology topology);

    /**
     * A new client of this contract.
     *
     * @throws IllegalArgumentException if the system does not implement the contract
     */
    <C extends AutoCloseable> C connect(Class<C> contract, Connection connection);

    /** Asks a node for its status, with one request, blocking for at most the connection's timeout; empty if it does not answer. */
    Optional<NodeStatus> status(Connection connection);

    /**
     * What its nodes recorded of themselves, put together; empty if they were not told to. Asked once, when they have ended.
     *
     * @param folder what they left is there
     */
    default Optional<Trace> trace(Path folder) {
        return Optional.empty();
    }

    /** Frees what the instance itself holds; nodes and clients are closed before. */
    @Override
    void close();
}
