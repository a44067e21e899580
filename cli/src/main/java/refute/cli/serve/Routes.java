package refute.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Problem;

/** From addresses to pages and files. Called by many threads at once. */
final class Routes implements HttpHandler {
    private static final String REPORT = "report.html";
    private static final String RUNS = "/runs/";
    /** So that a connection that is gone is noticed. */
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(10);

    private final Gate gate;
    private final Path store;
    private final Pages pages;
    private final Changes changes;

    Routes(Gate gate, Path store, Pages pages, Changes changes) {
        this.gate = gate;
        this.store = store;
        this.pages = pages;
        this.changes = changes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = new Answer(exchange);
            Optional<Gate.Refusal> refusal = gate.refusal(exchange.getRequestMethod(), exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                answer.text(refusal.get().status(), refusal.get().text());
                return;
            }
            try {
                route(exchange, answer);
            } catch (BadInput bad) {
                answer.text(422, bad.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
            } catch (RuntimeException failure) {
                answer.text(500, "this page cannot be made: " + failure);
            }
        }
    }

    private void route(HttpExchange exchange, Answer answer) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals("/")) {
            answer.page(pages.index());
        } else if (path.equals("/compare")) {
            compare(exchange.getRequestURI().getRawQuery(), answer);
        } else if (path.equals("/events")) {
            events(answer);
        } else if (path.startsWith(RUNS)) {
            stored(path.substring(RUNS.length()), answer);
        } else {
            answer.text(404, "there is nothing here");
        }
    }

    private void compare(@Nullable String query, Answer answer) throws IOException {
        List<Path> runs = new ArrayList<>();
        for (String name : parameters(query, "run")) {
            StoredFile.find(store, name).filter(StoredFile::isRun).ifPresent(runs::add);
        }
        if (runs.size() != 2) {
            answer.text(404, "two runs of this store are compared: /compare?run=A&run=B");
            return;
        }
        answer.page(pages.comparison(runs.getFirst(), runs.getLast()));
    }

    /** The values of a parameter as parts of a path: a slash between them may be encoded. */
    private static List<String> parameters(@Nullable String query, String name) {
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .map(value -> value.replace("%2F", "/").replace("%2f", "/").replace("+", "%20"))
                .toList();
    }

    private void stored(String path, Answer answer) throws IOException {
        boolean report = path.endsWith("/" + REPORT);
        Optional<Path> run = report
                ? StoredFile.find(store, path.substring(0, path.length() - REPORT.length() - 1))
                        .filter(StoredFile::isRun)
                : Optional.empty();
        Optional<String> made = run.flatMap(pages::report);
        if (made.isPresent()) {
            answer.report(made.get());
            return;
        }
        Optional<Path> file = StoredFile.find(store, path).filter(Files::isRegularFile);
        if (file.isPresent() && Files.isReadable(file.get())) {
            answer.file(file.get());
        } else {
            answer.text(404, "the store has no such file, or it may not be read");
        }
    }

    /** Says that something has changed, until the one who listens goes. */
    private void events(Answer answer) throws IOException {
        if (!changes.join()) {
            answer.text(503, "too many listen");
            return;
        }
        try (OutputStream out = answer.stream("text/event-stream")) {
            long seen = changes.count();
            say(out, ": here\n\n");
            while (true) {
                long now = changes.await(seen, SILENT_AT_MOST);
                if (now < 0) {
                    return;
                }
                say(out, now == seen ? ": still here\n\n" : "event: changed\ndata: " + now + "\n\n");
                seen = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            changes.leave();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
