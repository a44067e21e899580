package refute.toxiproxy.engine;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A proxy while it is enabled: the listening socket and the connections that came through it. Accepts on a loop; dials the
 * upstream on a virtual thread, because a name may have to be looked up.
 */
final class Listener {

    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 1024;
    private static final int ACCEPTS_AT_ONCE_MAX = 64;
    private static final long PAUSE_NANOS = 50_000_000;

    /** What a listener needs to know of its proxy. */
    record Owner(String name, String upstream, Supplier<Chains> chains, Supplier<Seed> nextSeed) {}

    private final Owner owner;
    private final Loops loops;
    private final Loop acceptor;
    private final ServerSocketChannel socket;
    private final String address;
    private final Traffic traffic;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<SocketChannel> dialing = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Listener(Owner owner, Loops loops, ServerSocketChannel socket, Traffic traffic) throws IOException {
        this.owner = owner;
        this.loops = loops;
        this.acceptor = loops.next();
        this.socket = socket;
        this.traffic = traffic;
        this.address = HostPort.boundText((InetSocketAddress) socket.getLocalAddress());
    }

    /** Starts to listen; refuses with Toxiproxy's message if the address is not to be had. */
    static Listener open(String listen, Owner owner, Loops loops, Traffic traffic) throws Refusal {
        InetSocketAddress wanted = resolve(listen);
        ServerSocketChannel socket = null;
        try {
            socket = ServerSocketChannel.open();
            socket.bind(wanted, BACKLOG);
            socket.configureBlocking(false);
            Listener listener = new Listener(owner, loops, socket, traffic);
            listener.startAccepting();
            return listener;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new Refusal(500, "listen tcp " + HostPort.boundText(wanted) + ": " + reason(e));
        }
    }

    private static InetSocketAddress resolve(String listen) throws Refusal {
        try {
            return HostPort.first(listen);
        } catch (Refusal e) {
            throw new Refusal(e.status(), "listen tcp: " + e.message());
        }
    }

    private static String reason(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        String go = text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
        return failure instanceof BindException || text.startsWith("Permission denied") ? "bind: " + go : go;
    }

    private void startAccepting() {
        CountDownLatch done = new CountDownLatch(1);
        acceptor.run(
                now -> {
                    try {
                        acceptor.register(socket, SelectionKey.OP_ACCEPT, this::accept);
                    } catch (IOException e) {
                        LOG.log(Level.ERROR, "Cannot accept on " + address, e);
                    }
                },
                done);
        Loops.await(done);
    }

    /** The bound address as the API shows it. */
    String address() {
        return address;
    }

    Traffic.Counters counters(Direction direction) {
        return traffic.counters(new Traffic.Labels(direction, owner.name(), address, owner.upstream()));
    }

    private void accept(SelectionKey key, long now) {
        try {
            for (int i = 0; i < ACCEPTS_AT_ONCE_MAX; i++) {
                SocketChannel client = socket.accept();
                if (client == null) {
                    return;
                }
                Seed seed = owner.nextSeed().get();
                dialing.add(client);
                Thread.ofVirtual().name("toxiproxy-dial-" + owner.name()).start(() -> dial(client, seed));
            }
        } catch (IOException e) {
            if (!closed) { // closed by another thread between the selector's look and ours, which is no failure
                pauseAccepting(key, e, now);
            }
        }
    }

    /** Too many open files, most likely: the socket stays ready, so without a pause the loop would spin. */
    private void pauseAccepting(SelectionKey key, IOException failure, long now) {
        LOG.log(Level.WARNING, "Cannot accept on " + address, failure);
        key.interestOps(0);
        acceptor.at(now + PAUSE_NANOS, then -> {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        });
    }

    private void dial(SocketChannel client, Seed seed) {
        SocketChannel server = null;
        try {
            server = connect();
            SocketChannel connected = server;
            for (SocketChannel end : new SocketChannel[] {client, server}) {
                end.setOption(StandardSocketOptions.TCP_NODELAY, true);
                end.configureBlocking(false);
            }
            Loop loop = loops.next();
            loop.run(now -> join(loop, client, connected, seed, now));
        } catch (IOException | Refusal e) {
            LOG.log(Level.DEBUG, () -> "Cannot reach " + owner.upstream() + " for " + owner.name() + ": " + e);
            closeQuietly(client);
            closeQuietly(server);
        } finally {
            dialing.remove(client);
        }
    }

    private SocketChannel connect() throws IOException, Refusal {
        IOException failure = new IOException("no address");
        for (InetSocketAddress candidate : HostPort.resolve(owner.upstream())) {
            try {
                return SocketChannel.open(candidate);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private void join(Loop loop, SocketChannel client, SocketChannel server, Seed seed, long now) {
        if (closed) {
            closeQuietly(client);
            closeQuietly(server);
            return;
        }
        try {
            Connection connection = new Connection(loop, this, client, server, seed);
            connections.add(connection);
            connection.begin(owner.chains().get(), now);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client of " + owner.name() + " was gone before it began", e);
            closeQuietly(client);
            closeQuietly(server);
        }
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Brings the connections of this loop into line with the proxy's chains. Called on that loop. */
    void follow(Loop loop, long now) {
        for (Connection connection : connections) {
            if (connection.loop() == loop) {
                connection.follow(owner.chains().get(), now);
            }
        }
    }

    /** Frees the port and closes every connection; returns when that is done. Not to be called on a loop. */
    void close() {
        closed = true;
        closeQuietly(socket);
        dialing.forEach(Listener::closeQuietly);
        loops.onEach((loop, now) -> {
            for (Connection connection : connections) {
                if (connection.loop() == loop) {
                    connection.abort(now);
                }
            }
            loop.releaseClosed();
        });
    }

    private static void closeQuietly(@Nullable Channel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "Closing failed", e);
            }
        }
    }
}
