package refute.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Numbers as text in Prometheus' exposition format 0.0.4, and where they are read. A page is made anew for each reader, by one thread.
 */
public final class MetricsPage {
    private static final int WAITING_MAX = 16;

    private final StringBuilder out = new StringBuilder();

    /** Adds a number that goes up and down. */
    public MetricsPage gauge(String name, String help, long value) {
        return line(name, help, "gauge", Long.toString(value));
    }

    /** Adds a number that only grows. */
    public MetricsPage counter(String name, String help, long value) {
        return line(name, help, "counter", Long.toString(value));
    }

    /** Adds a time that only grows, in seconds. */
    public MetricsPage seconds(String name, String help, long nanos) {
        return line(name, help, "counter", Double.toString(nanos / 1e9));
    }

    private MetricsPage line(String name, String help, String type, String value) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append(name).append(' ').append(value).append('\n');
        return this;
    }

    /** Returns the page as text. */
    public String text() {
        return out.toString();
    }

    /**
     * Serves pages at {@code /metrics}, once the server that is returned is started.
     *
     * @param page asked for each request
     * @throws IOException if the address cannot be listened on
     */
    public static HttpServer serve(HostPort address, Supplier<MetricsPage> page) throws IOException {
        HttpServer server = HttpServer.create(address.socketAddress(), WAITING_MAX);
        server.createContext("/metrics", exchange -> {
            byte[] body = page.get().text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return server;
    }
}
