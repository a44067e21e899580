package refute.kv.server;

import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import refute.kv.NodeId;
import refute.kv.Now;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Input;
import refute.kv.raft.Member;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Role;
import refute.kv.raft.Settings;
import refute.kv.storage.DiskFiles;
import refute.kv.storage.GroupStorage;
import refute.kv.storage.Identity;
import refute.kv.trace.TraceFile;
import refute.kv.trace.TraceSink;
import refute.service.HostPort;
import refute.service.MetricsPage;
import refute.service.WrongFlagsException;

/**
 * A server: one member of one cluster, with its ports and its data folder.
 *
 * <p>As a program it ends with 0 after a signal, with 254 for wrong flags or a data folder that it must not use, and with 255 if the disk
 * fails or an invariant is broken; then it says why in one line on standard error and does nothing more.
 */
public final class KvServer implements Closeable {
    private static final int EXIT_WRONG_INPUT = 254;
    private static final int EXIT_FAILED = 255;
    private static final int MESSAGE_BYTES_MAX = 8 << 20;

    private final ServerOptions options;
    private final DiskFiles files;
    private final GroupHost host;
    private final PeerLinks links;
    private final Server peerServer;
    private final Server clientServer;
    private final Optional<HttpServer> metricsServer;
    private final Optional<TraceFile> trace;

    private KvServer(ServerOptions options, Consumer<Throwable> onFailure) throws IOException {
        this.options = options;
        Settings settings = options.settings();
        NodeId self = settings.self();
        Metrics metrics = new Metrics();
        Mutants mutants = Mutants.switchedOn();
        files = DiskFiles.open(options.data().resolve(settings.group().toString()));
        GroupStorage storage = openStorage(mutants);
        trace = options.trace().isPresent() ? Optional.of(openTrace()) : Optional.empty();
        TraceSink sink = trace.<TraceSink>map(opened -> opened).orElse(TraceSink.OFF);
        Now now = new Now(System.nanoTime(), System.currentTimeMillis() * 1_000_000L);
        // Spreads election time-outs only: nothing to repeat, so seeded by what differs between nodes and starts.
        SplittableRandom random = new SplittableRandom(now.nanos() * 31 + self.number());
        Node node = new Node(settings, storage.recovered(), random, sink, mutants, now);
        String advertised = options.initial()
                .find(self)
                .map(Member::peerAddress)
                .orElse(options.network().peer().toString());
        links = new PeerLinks(
                new PeerLink.Sender(options.cluster(), advertised),
                self,
                options.network().overrides(),
                metrics);
        host = new GroupHost(node, storage, links, metrics, onFailure);
        peerServer = server(options.network().peer(), new PeerService(options.cluster(), host::deliver));
        clientServer = server(options.network().client(), new KvService(host, options.cluster(), self, metrics));
        metricsServer = options.network().metrics().isPresent()
                ? Optional.of(MetricsPage.serve(
                        options.network().metrics().get(), () -> metrics.page(host.status(), host.size())))
                : Optional.empty();
    }

    private GroupStorage openStorage(Mutants mutants) throws IOException {
        Settings settings = options.settings();
        try {
            return GroupStorage.open(
                    files,
                    Identity.of(options.cluster(), settings.self(), settings.group()),
                    options.initial(),
                    GroupStorage.SEGMENT_BYTES,
                    mutants);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private TraceFile openTrace() throws IOException {
        try {
            return new TraceFile(options.trace().orElseThrow(), System::nanoTime);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private static Server server(HostPort address, io.grpc.BindableService service) {
        return NettyServerBuilder.forAddress(address.socketAddress())
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(service)
                .build();
    }

    /**
     * Starts a server.
     *
     * @param options what it is to be
     * @param onFailure is told once, by any thread, if the disk fails or an invariant is broken: the server has stopped working then
     * @throws IOException if the data folder must not be used, or a port cannot
     */
    public static KvServer start(ServerOptions options, Consumer<Throwable> onFailure) throws IOException {
        KvServer server = new KvServer(options, onFailure);
        try {
            server.peerServer.start();
            server.clientServer.start();
            server.metricsServer.ifPresent(HttpServer::start);
        } catch (IOException e) {
            server.files.close();
            throw e;
        }
        server.host.start();
        return server;
    }

    /** Returns the port for clients. */
    public int clientPort() {
        return clientServer.getPort();
    }

    /** Returns the port for other members. */
    public int peerPort() {
        return peerServer.getPort();
    }

    /** Returns what the node is at. */
    public NodeStatus status() {
        return host.status();
    }

    /** Stops: takes no more requests, hands leadership over if it can, and makes everything durable that was given. */
    @Override
    public void close() throws IOException {
        clientServer.shutdown();
        handOver();
        await(clientServer);
        peerServer.shutdownNow();
        host.close();
        links.close();
        metricsServer.ifPresent(server -> server.stop(0));
        if (trace.isPresent()) {
            trace.get().close();
        }
        files.close();
    }

    private void handOver() {
        NodeStatus status = host.status();
        if (status.role() != Role.LEADER) {
            return;
        }
        java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
        status.members().voters().stream()
                .filter(id -> !id.equals(options.settings().self()))
                .findFirst()
                .ifPresentOrElse(
                        target -> host.request(
                                number -> new Input.TransferLeadership(number, target), effect -> done.countDown()),
                        done::countDown);
        try {
            // A courtesy: without it the others wait out an election time-out.
            boolean answered = done.await(options.settings().timing().electionNanos(), TimeUnit.NANOSECONDS);
            if (!answered) {
                System.err.println("kv-server: nobody took over in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Server server) {
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a server until a signal comes. */
    public static void main(String... arguments) {
        try {
            Optional<ServerOptions> options = ServerFlags.parse(arguments);
            if (options.isPresent()) {
                run(options.get());
            }
        } catch (WrongFlagsException | IOException | IllegalArgumentException e) {
            System.err.println("kv-server: " + e.getMessage());
            System.exit(EXIT_WRONG_INPUT);
        }
    }

    private static void run(ServerOptions options) throws IOException {
        KvServer server = start(options, KvServer::die);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException e) {
                System.err.println("kv-server: " + e.getMessage());
            }
        }));
        System.out.println("kv-server: node " + options.settings().self() + " of cluster '" + options.cluster()
                + "' serves clients on port " + server.clientPort() + ", members on port " + server.peerPort());
        if (!Mutants.switchedOn().on().isEmpty()) {
            System.out.println("kv-server: a test build, with these bugs switched on: " + Mutants.switchedOn());
        }
    }

    /** At once, without the shutdown hook: nothing may be answered any more. */
    private static void die(Throwable cause) {
        System.err.println("kv-server: stopped: " + cause);
        Runtime.getRuntime().halt(EXIT_FAILED);
    }
}
