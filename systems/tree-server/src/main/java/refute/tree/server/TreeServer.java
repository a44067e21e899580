package refute.tree.server;

import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import refute.service.MetricsPage;
import refute.service.WrongFlagsException;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.FolderStorage;
import refute.tree.storage.Storage;

/**
 * A server around one store, with its port and its data folder.
 *
 * <p>As a program it ends after a signal when all is durable, with 254 for wrong flags or a data folder that it must not use, and with 255 if the disk fails (unless
 * it was told to open its store anew) or the store does what it must not; then it says why in one line on standard error and answers nothing
 * more.
 */
public final class TreeServer implements Closeable {
    /** What it calls itself. */
    public static final String VERSION = "0.1.0";

    private static final int EXIT_WRONG_INPUT = 254;
    private static final int EXIT_FAILED = 255;
    private static final int MESSAGE_BYTES_MAX = 16 << 20;
    private static final int WORKERS = 32;
    private static final int WAITING_MAX = 10_000;

    private final OpenStore store;
    private volatile boolean begun;
    private final ExecutorService workers;
    private final Server clientServer;
    private final Optional<HttpServer> metricsServer;

    private TreeServer(ServerOptions options, Consumer<Throwable> onFailure) throws IOException {
        Metrics metrics = new Metrics();
        store = new OpenStore(
                () -> open(options),
                options.reopens() ? Executors.newSingleThreadScheduledExecutor(daemon("tree-reopener")) : null,
                onFailure);
        // A thread that waits for the disk keeps nobody from sharing its sync: as many changes as there are threads do.
        workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_MAX), daemon("tree-worker"));
        clientServer = NettyServerBuilder.forAddress(options.client().socketAddress())
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(new TreeService(store, workers, metrics))
                .build();
        metricsServer = options.metrics().isPresent()
                ? Optional.of(MetricsPage.serve(
                        options.metrics().get(), () -> metrics.page(store.present(), store.reopened())))
                : Optional.empty();
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name, 1).factory();
    }

    private TreeStore open(ServerOptions options) throws IOException {
        Storage folder = FolderStorage.open(options.data());
        Optional<FailingStorage> failing = Optional.empty();
        if (Mutants.isTestBuild() && Integer.getInteger(FailingStorage.PROPERTY) != null) {
            // A server that cannot even begin shows nothing. Later not the same calls in each life: one that fails
            // while the store opens would do
            // so for ever.
            failing = Optional.of(
                    new FailingStorage(folder, Integer.getInteger(FailingStorage.PROPERTY), System.nanoTime(), begun));
        }
        Storage storage = failing.<Storage>map(its -> its).orElse(folder);
        try {
            TreeStore opened = TreeStore.open(storage, options.settings());
            failing.ifPresent(FailingStorage::wake);
            begun = true;
            return opened;
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /**
     * Starts a server.
     *
     * @param options what it is to be
     * @param onFailure is told, by any thread, if the disk fails for good or the store does what it must not: nothing more can be relied on
     *     then
     * @throws IOException if the data folder must not be used, or a port cannot
     */
    public static TreeServer start(ServerOptions options, Consumer<Throwable> onFailure) throws IOException {
        TreeServer server = new TreeServer(options, onFailure);
        try {
            server.clientServer.start();
            server.metricsServer.ifPresent(HttpServer::start);
        } catch (IOException e) {
            server.store.close();
            throw e;
        }
        return server;
    }

    /** Returns the port for clients. */
    public int clientPort() {
        return clientServer.getPort();
    }

    /** Stops: takes no more requests, answers those that it has, and makes everything durable. */
    @Override
    public void close() throws IOException {
        clientServer.shutdown();
        try {
            if (!clientServer.awaitTermination(2, TimeUnit.SECONDS)) {
                clientServer.shutdownNow();
            }
            workers.shutdown();
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                System.err.println("tree-server: some requests are not answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metricsServer.ifPresent(server -> server.stop(0));
        store.close();
    }

    /** Runs a server until a signal comes. */
    public static void main(String... arguments) throws InterruptedException {
        try {
            Optional<ServerOptions> options = ServerFlags.parse(arguments);
            if (options.isPresent()) {
                run(options.get());
            }
        } catch (WrongFlagsException | IOException | IllegalArgumentException e) {
            System.err.println("tree-server: " + e.getMessage());
            System.exit(EXIT_WRONG_INPUT);
        }
    }

    private static void run(ServerOptions options) throws IOException, InterruptedException {
        TreeServer server = start(options, TreeServer::die);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException | RuntimeException e) {
                System.err.println("tree-server: " + e.getMessage());
            }
        }));
        System.out.println("tree-server: serves " + options.data() + " on port " + server.clientPort());
        if (!Mutants.switchedOn().on().isEmpty()) {
            System.out.println("tree-server: a test build, with these bugs switched on: " + Mutants.switchedOn());
        }
        if (Mutants.isTestBuild() && System.getProperty(FailingStorage.PROPERTY) != null) {
            System.out.println("tree-server: a test build, whose disk refuses one call in "
                    + System.getProperty(FailingStorage.PROPERTY));
        }
        // All other threads are there to serve, and keep no program alive.
        server.clientServer.awaitTermination();
    }

    /** At once, without the shutdown hook: nothing may be answered any more. */
    private static void die(Throwable cause) {
        System.err.println("tree-server: stopped: " + cause);
        Runtime.getRuntime().halt(EXIT_FAILED);
    }
}
