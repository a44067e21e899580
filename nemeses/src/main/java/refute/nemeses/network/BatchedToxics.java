package refute.nemeses.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** By the built-in engine's {@code POST /batch}: all changes take effect together, or none does. */
final class BatchedToxics implements Toxics {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI batch;

    BatchedToxics(HttpClient http, URI batch) {
        this.http = http;
        this.batch = batch;
    }

    @Override
    public void add(List<PlacedToxic> toxics) {
        post(toxics, BatchedToxics::addition);
    }

    @Override
    public void remove(List<PlacedToxic> toxics) {
        post(toxics, BatchedToxics::removal);
    }

    // Names are of letters, digits and hyphens, so nothing needs escaping.
    private static String addition(PlacedToxic placed) {
        String attributes = placed.toxic().attributes().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
        return "{\"op\":\"add\",\"proxy\":\"%s\",\"toxic\":{\"type\":\"%s\",\"name\":\"%s\",\"stream\":\"%s\",\"attributes\":{%s}}}"
                .formatted(placed.proxy(), placed.toxic().type(), placed.name(), placed.stream(), attributes);
    }

    private static String removal(PlacedToxic placed) {
        return "{\"op\":\"remove\",\"proxy\":\"%s\",\"name\":\"%s\"}".formatted(placed.proxy(), placed.name());
    }

    private void post(List<PlacedToxic> toxics, Function<PlacedToxic, String> operation) {
        if (toxics.isEmpty()) {
            return;
        }
        String body = toxics.stream().map(operation).collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = HttpRequest.newBuilder(batch)
                .timeout(WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the engine refused: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the engine does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the network was being changed", e);
        }
    }
}
