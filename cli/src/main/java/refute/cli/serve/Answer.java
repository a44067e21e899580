package refute.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the answer to one request, with the headers under which browsers trust it with nothing. Used once. */
final class Answer {
    /** Of pages that this server made: they ask it for news, and for two runs to be compared. */
    private static final String OURS = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /** Of what a run folder holds: a page may draw itself, of no origin, and load and send nothing. */
    private static final String THEIRS = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts";

    private static final int BUFFER_BYTES = 1 << 16;

    private final HttpExchange exchange;

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void text(int status, String text) throws IOException {
        bytes(status, "text/plain; charset=utf-8", THEIRS, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void page(String page) throws IOException {
        bytes(200, "text/html; charset=utf-8", OURS, page.getBytes(StandardCharsets.UTF_8));
    }

    /** A report that was made now. */
    void report(String page) throws IOException {
        bytes(200, "text/html; charset=utf-8", THEIRS, page.getBytes(StandardCharsets.UTF_8));
    }

    /** The file, as long as it is now: it may be written to. */
    void file(Path file) throws IOException {
        headers(StoredFile.type(file), THEIRS);
        try (InputStream in = Files.newInputStream(file)) {
            long left = Files.size(file);
            boolean silent = isHead() || left == 0;
            exchange.sendResponseHeaders(200, silent ? -1 : left);
            if (silent) {
                return;
            }
            OutputStream out = exchange.getResponseBody();
            byte[] buffer = new byte[BUFFER_BYTES];
            int read = in.read(buffer);
            while (left > 0 && read > 0) {
                out.write(buffer, 0, (int) Math.min(read, left));
                left -= read;
                read = in.read(buffer);
            }
        }
    }

    /** What has no end that is known. */
    OutputStream stream(String type) throws IOException {
        headers(type, THEIRS);
        exchange.sendResponseHeaders(200, isHead() ? -1 : 0);
        return exchange.getResponseBody();
    }

    private void bytes(int status, String type, String policy, byte[] bytes) throws IOException {
        headers(type, policy);
        if (status == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        exchange.sendResponseHeaders(status, isHead() ? -1 : bytes.length);
        if (!isHead()) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean isHead() {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private void headers(String type, String policy) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (policy.equals(OURS)) {
            // A page without an origin may not ask for it.
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
        }
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }
}
