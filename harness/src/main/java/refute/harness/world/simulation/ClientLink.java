package refute.harness.world.simulation;

import java.util.function.Consumer;
import refute.harness.system.NodeId;

/**
 * A client's connections to the nodes. They are streams: a request gets there once, or not at all if a fault is in the way;
 * but the client may never hear which.
 */
public interface ClientLink {
    /** Sends a request; the listener hears at most once, and perhaps never. */
    void call(NodeId to, Parcel request, Consumer<Answer> listener);

    /** Lets the client do something later, as to give up. */
    void after(long nanos, Runnable action);

    /** How much time has passed since the beginning of the run. */
    long nowNanos();

    /** How a request ended, as far as the connection knows. */
    sealed interface Answer {
        /** The node answered. */
        record Replied(Object reply) implements Answer {}

        /** Nobody listens there: the request was not delivered. */
        record Refused() implements Answer {}

        /** The process ended that had the request: nobody knows. */
        record Broken() implements Answer {}
    }
}
