/**
 * A Toxiproxy to be started from Java: the same HTTP interface, the same toxics, nothing to install.
 *
 * <p>{@link refute.toxiproxy.ToxiproxyServer} is the way in. It answers as Toxiproxy 2.12 does, to the byte where clients
 * can see it: routes, status codes, the order of JSON fields, error messages (those of Go's JSON decoder included).
 * {@code Api} has the routes, {@code ToxicRequests} and {@code ProxyRequests} what the bodies mean, {@code GoJson} and its
 * neighbours how Go reads and writes JSON; the bytes flow in {@link refute.toxiproxy.engine}.
 *
 * <pre>{@code
 * try (ToxiproxyServer server = ToxiproxyServer.start(Options.defaults().withPort(0).withSeed(42))) {
 *     ToxiproxyClient client = new ToxiproxyClient("127.0.0.1", server.port());
 *     Proxy etcd = client.createProxy("etcd", "127.0.0.1:0", "127.0.0.1:2379");
 *     etcd.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 100);
 * }
 * }</pre>
 *
 * <p>What it does beyond Toxiproxy: a seed that decides all chance; {@code POST /batch} ({@code BatchRequest}), which
 * changes the toxics of many proxies at once or, if anything is wrong with it, none; {@code /metrics} without a flag.
 *
 * <p>What it does better, where to imitate would be to imitate a fault: changing toxics never blocks behind a peer that
 * does not read, and never drops bytes after five seconds of that; a reset toxic resets connections that were there before
 * it, too; adding a toxic neither hurries the chunk that its neighbour delays nor draws the neighbour's toxicity anew; a
 * slicer with size 0 or a negative rate does not bring the server down.
 *
 * <p>What it leaves out: metrics of the Go runtime, log lines for requests, HTTPS.
 */
@NullMarked
package refute.toxiproxy;

import org.jspecify.annotations.NullMarked;
