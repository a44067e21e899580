package refute.harness.world;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import refute.harness.fault.Way;
import refute.harness.system.Endpoint;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network.Traffic;

/**
 * Puts a proxy on every directed link where the engines are the world's own: several of them, each beside the node whose
 * links begin there. Implemented in the module {@code nemeses} by Toxiproxy's HTTP interface.
 */
public interface EngineLinks {
    /**
     * Opens all links of all engines, and gives them as one network. Closing it leaves the engines, which are the world's.
     *
     * @throws IllegalStateException if an engine does not answer within some seconds
     */
    Network open(List<Engine> engines);

    /**
     * An engine that has been started; it may still be some milliseconds from answering.
     *
     * @param api its HTTP interface
     * @param links that it carries; addresses are as the engine sees them
     * @param openConnections bytes so far on connections that are open now, by way, as far as the world can see that. The real
     *     Toxiproxy counts a connection when it has ended: on a stalled one, it would say that nothing happened.
     */
    record Engine(Endpoint api, List<Link> links, Supplier<Map<Way, Traffic>> openConnections) {
        public Engine {
            links = List.copyOf(links);
        }
    }
}
