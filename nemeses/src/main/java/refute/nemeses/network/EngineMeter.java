package refute.nemeses.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import refute.harness.fault.Way;
import refute.harness.system.Endpoint;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network.Traffic;

/** Asks one engine for the bytes that went through its proxies. */
record EngineMeter(HttpClient http, Endpoint api, List<Link> links) implements Supplier<Map<Way, Traffic>> {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    /** A client for engines; whoever makes it closes it. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(WITHIN)
                .build();
    }

    @Override
    public Map<Way, Traffic> get() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + api + "/metrics"))
                .timeout(WITHIN)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no metrics from the engine: " + answer.statusCode());
            }
            return Metrics.traffic(answer.body(), links);
        } catch (IOException e) {
            throw new UncheckedIOException("the engine does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while traffic was being read", e);
        }
    }
}
