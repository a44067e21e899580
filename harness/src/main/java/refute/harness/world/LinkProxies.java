package refute.harness.world;

import java.util.List;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;

/**
 * Puts a proxy on every directed link. Implemented in the module {@code nemeses} by Toxiproxy, the real one or the built-in
 * engine; a world is given one.
 */
public interface LinkProxies {
    /** The name of the engine, for the run's record: {@code builtin} or {@code toxiproxy 2.12.0}. */
    String engine();

    /** Opens all these links; when it fails it leaves nothing behind. */
    Network open(String runId, List<Link> links, refute.harness.Seed seed);

    /**
     * One connection-wise directed link: {@code from} opens connections to {@code to}. What {@code from} sends is the proxy's
     * upstream, what it is answered its downstream.
     *
     * @param from who dials; {@link NodeId#CLIENTS} for clients
     * @param to who is dialed
     * @param listen where the proxy listens
     * @param upstream where it passes connections on
     */
    record Link(NodeId from, NodeId to, Endpoint listen, Endpoint upstream) {
        /** The proxy's name: unique in a run. */
        public String name() {
            return from + "-" + to;
        }
    }
}
