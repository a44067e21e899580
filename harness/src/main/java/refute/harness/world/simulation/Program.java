package refute.harness.world.simulation;

import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;

/**
 * A node's program: a state machine without threads, made by {@link SimulatedSystem#start} and gone with the process.
 *
 * <p>It is called by the simulation's one thread, and never within another call. What it throws ends the process, as an
 * exception that escapes {@code main} would.
 */
public interface Program {
    /** A message of another node has come. It may be a double, late, or overtaken by others. */
    void receive(NodeId from, Object message);

    /** A client asks. */
    void request(Object request, Responder responder);

    /** What it says of itself. */
    NodeStatus status();

    /** Whether it leads, as it says of itself; asked often. */
    default boolean leads() {
        return status().leader();
    }

    /** How far it has got with what it does for all nodes, such as the last index that it knows to be committed; asked often. */
    default long progress() {
        return 0;
    }

    /** Whether it can serve, as far as it knows; a run begins when all nodes can. */
    default boolean ready() {
        return true;
    }

    /** The way back to a client. */
    interface Responder {
        /** Answers, once; more answers, or one after the client went away, are for nobody. */
        void answer(Parcel reply);
    }
}
