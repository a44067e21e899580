package refute.toxiproxy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import refute.toxiproxy.engine.Engine;
import refute.toxiproxy.engine.Seed;

/**
 * A running Toxiproxy-compatible server: the front door of this package. Safe for use by many threads.
 *
 * <p>Connections of the HTTP interface are kept alive: the JDK's server closes idle ones after 30 seconds (Toxiproxy after
 * 60) and keeps 200 at most (system properties {@code sun.net.httpserver.idleInterval} and {@code maxIdleConnections}).
 */
public final class ToxiproxyServer implements AutoCloseable {

    /** The version of Toxiproxy whose interface this is; {@code GET /version} answers it. */
    public static final String VERSION = "2.12.0";

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    static {
        // The JDK's server writes head and body one after the other. Without this, Nagle's algorithm holds the body
        // back
        // until the client acknowledges the head, 40 ms later. Read once, when the first HttpServer of the JVM is made.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final Api api;
    private final Options options;

    private ToxiproxyServer(HttpServer http, ExecutorService threads, Api api, Options options) {
        this.http = http;
        this.threads = threads;
        this.api = api;
        this.options = options;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @throws CannotStartException if the port is in use or the configuration is wrong; nothing is left running
     */
    public static ToxiproxyServer start(Options options) {
        HttpServer http = bind(options);
        Api api = new Api(new Engine(new Seed(options.seed())));
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("toxiproxy-http-", 0).factory());
        http.createContext("/", new Front(api));
        http.setExecutor(threads);
        ToxiproxyServer server = new ToxiproxyServer(http, threads, api, options);
        try {
            options.config().ifPresent(server::configure);
        } catch (CannotStartException e) {
            server.close();
            throw e;
        }
        http.start();
        return server;
    }

    private static HttpServer bind(Options options) {
        String where = options.host() + ":" + options.port();
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(options.host()), options.port()), 0);
        } catch (UnknownHostException e) {
            throw new CannotStartException(List.of("host " + options.host() + " is unknown"));
        } catch (IOException e) {
            throw new CannotStartException(List.of("cannot listen on " + where + " (" + e.getMessage()
                    + "); choose another port, or 0 for a free one"));
        }
    }

    private void configure(Path file) {
        List<String> problems = api.configure(ConfigFile.read(file));
        if (!problems.isEmpty()) {
            throw new CannotStartException(
                    problems.stream().map(problem -> file + ": " + problem).toList());
        }
    }

    /** Where the HTTP interface listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** The port of {@link #address}. */
    public int port() {
        return address().getPort();
    }

    /** The seed that decides all chance. */
    public long seed() {
        return options.seed();
    }

    /** Closes the interface, all proxies and their connections. Afterwards no thread and no port is left. Repeatable. */
    @Override
    public void close() {
        http.stop(0);
        api.close();
        threads.close();
    }
}
