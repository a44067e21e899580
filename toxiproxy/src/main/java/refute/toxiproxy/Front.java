package refute.toxiproxy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Between the HTTP server and the routes: headers, methods, browsers, sizes. Called by many threads at once. */
final class Front implements HttpHandler {

    /** Far more than thousands of proxies need. */
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

    private final Api api;
    private final AtomicLong requests = new AtomicLong(System.nanoTime());

    Front(Api api) {
        this.api = api;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String clean = clean(path);
            if (!clean.equals(path)) {
                exchange.getResponseHeaders().set("Location", clean);
                send(exchange, Reply.empty(301));
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            if (body.length > BODY_BYTES_MAX) {
                send(exchange, Reply.plainError(413, "request body over " + BODY_BYTES_MAX + " bytes"));
                return;
            }
            send(exchange, answer(exchange, path, body));
        }
    }

    private Reply answer(HttpExchange exchange, String path, byte[] body) {
        return switch (api.match(exchange.getRequestMethod(), path, body)) {
            case Api.Match.NotFound none -> Reply.plainError(404, "404 page not found");
            case Api.Match.WrongMethod wrong -> Reply.empty(405);
            case Api.Match.Found found -> {
                exchange.getResponseHeaders().set("X-Toxiproxy-Request-Id", requestId());
                yield isBrowser(exchange) ? Reply.plainError(403, "User agent not allowed") : api.serve(found);
            }
        };
    }

    /** A page open in a browser on this machine must not be able to drive a server on loopback. */
    private static boolean isBrowser(HttpExchange exchange) {
        @Nullable String agent = exchange.getRequestHeaders().getFirst("User-Agent");
        return agent != null && agent.startsWith("Mozilla/");
    }

    private String requestId() {
        String digits = Long.toString(requests.incrementAndGet() & Long.MAX_VALUE, 32);
        return "0".repeat(20 - digits.length()) + digits;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        reply.contentType().ifPresent(type -> headers.set("Content-Type", type));
        if (reply.isPlainError()) {
            headers.set("X-Content-Type-Options", "nosniff");
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), silent ? -1 : body.length);
        if (!silent) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** The path without empty, "." and ".." parts; a slash at the end stays. */
    private static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String joined = "/" + String.join("/", parts);
        return path.endsWith("/") && !joined.equals("/") ? joined + "/" : joined;
    }
}
