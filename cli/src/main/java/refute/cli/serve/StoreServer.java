package refute.cli.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows the runs below a folder on loopback: {@code /} all of them, {@code /compare?run=A&run=B} two, {@code /runs/PATH} files of the
 * store, {@code /events} a stream that says when something has changed. Only reads. Safe for several threads.
 */
public final class StoreServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final Changes changes;

    private StoreServer(HttpServer server, ExecutorService threads, Changes changes) {
        this.server = server;
        this.threads = threads;
        this.changes = changes;
    }

    /**
     * Starts it.
     *
     * @param store the folder, which must be there
     * @param port 0 for a free one
     * @throws IOException if the port is not to be had
     */
    public static StoreServer start(Path store, int port, Pages pages) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        Changes changes = new Changes(pages::stamp);
        Gate gate = new Gate(server.getAddress().getPort());
        server.createContext("/", new Routes(gate, store.toRealPath(), pages, changes));
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("serve-", 0).factory());
        server.setExecutor(threads);
        server.start();
        return new StoreServer(server, threads, changes);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where a browser finds it. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    @Override
    public void close() {
        changes.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
