/**
 * The network as Refute cuts it: Toxiproxy proxies on every directed link.
 *
 * <p>{@link refute.nemeses.network.Ways} says which ways a shape of partition cuts, as a pure function.
 * {@link refute.nemeses.network.ToxiproxyLinks} opens the proxies, on the built-in engine or the real Toxiproxy, and gives a
 * network whose ways can be impaired.
 *
 * <p>A way (what i sends to j) is not a proxy. Proxy (i,j) carries the connections that i opened to j; on those that j opened
 * to i, what i sends rides downstream through proxy (j,i). So a way is two streams, and all of them are impaired together:
 *
 * <pre>way i→j = { proxy(i,j).upstream, proxy(j,i).downstream }</pre>
 *
 * <p>etcd needs this: in its streams the receiver dials, and a proxy per node would leak (etcd issue 17737).
 */
@NullMarked
package refute.nemeses.network;

import org.jspecify.annotations.NullMarked;
