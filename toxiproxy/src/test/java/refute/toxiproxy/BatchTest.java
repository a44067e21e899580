package refute.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code POST /batch}, which only the built-in engine has. */
@Timeout(60)
class BatchTest {

    private static final int LINKS = 20;

    private EngineKind.Running engine;
    private RawApi api;
    private Upstream upstream;
    private final List<Proxy> proxies = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        engine = EngineKind.BUILT_IN.start();
        api = new RawApi(engine.port());
        upstream = new Upstream();
        ToxiproxyClient client = new ToxiproxyClient("127.0.0.1", engine.port());
        for (int i = 0; i < LINKS; i++) {
            proxies.add(client.createProxy("link" + i, "127.0.0.1:0", upstream.address()));
        }
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
        upstream.close();
        engine.close();
    }

    private String onEach(Function<Proxy, String> operation) {
        return proxies.stream().map(operation).collect(Collectors.joining(",", "[", "]"));
    }

    private String cutAll() {
        return onEach(proxy -> "{\"op\":\"add\",\"proxy\":\"" + proxy.getName()
                + "\",\"toxic\":{\"name\":\"cut\",\"type\":\"bandwidth\",\"attributes\":{\"rate\":0}}}");
    }

    @Test
    void twenty_links_are_cut_and_healed_without_loss() throws IOException {
        List<Upstream.Pair> pairs = new ArrayList<>();
        for (Proxy proxy : proxies) {
            pairs.add(upstream.connect(proxy.getListen()));
        }
        assertThat(api.ok("POST", "/batch", cutAll())).startsWith("{\"applied\":20,\"proxies\":[{\"name\":\"link0\"");
        for (Upstream.Pair pair : pairs) {
            pair.server().getOutputStream().write(5);
        }
        for (Upstream.Pair pair : pairs) {
            assertThat(Upstream.isSilent(pair.client(), 10)).isTrue();
        }
        api.ok("POST", "/batch", onEach(proxy -> "{\"op\":\"clear\",\"proxy\":\"" + proxy.getName() + "\"}"));
        for (Upstream.Pair pair : pairs) {
            assertThat(pair.client().getInputStream().read()).isEqualTo(5);
            pair.close();
        }
    }

    /** The figure to reach is 20 ms; the median of several flips, since one may meet a pause of the machine. */
    @Test
    void twenty_links_flip_within_twenty_milliseconds() throws IOException {
        List<Upstream.Pair> pairs = new ArrayList<>();
        for (Proxy proxy : proxies) {
            pairs.add(upstream.connect(proxy.getListen()));
        }
        String heal = onEach(proxy -> "{\"op\":\"remove\",\"proxy\":\"" + proxy.getName() + "\",\"name\":\"cut\"}");
        long[] nanos = new long[41];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            api.ok("POST", "/batch", cutAll());
            nanos[i] = System.nanoTime() - start;
            api.ok("POST", "/batch", heal);
        }
        Arrays.sort(nanos);
        System.out.printf(
                "flip of 20 toxics on 20 proxies: median %.2f ms, worst of %d %.2f ms%n",
                nanos[20] / 1e6, nanos.length, nanos[nanos.length - 1] / 1e6);
        assertThat(nanos[20]).isLessThan(20_000_000);
        for (Upstream.Pair pair : pairs) {
            pair.close();
        }
    }

    @Test
    void operations_see_what_those_before_them_leave() {
        String body = api.ok("POST", "/batch", """
                [{"op":"add","proxy":"link0","toxic":{"type":"latency"}},
                 {"op":"patch","proxy":"link0","name":"latency_downstream","toxic":{"attributes":{"latency":7},"toxicity":0.5}},
                 {"op":"add","proxy":"link0","toxic":{"type":"noop","stream":"upstream"}},
                 {"op":"remove","proxy":"link0","name":"noop_upstream"}]
                """);
        assertThat(body)
                .contains("\"toxics\":[{\"attributes\":{\"latency\":7,\"jitter\":0},\"name\":\"latency_downstream\","
                        + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":0.5}]");
    }

    @Test
    void a_batch_with_mistakes_lists_them_all_and_changes_nothing() {
        HttpResponse<String> response = api.send("POST", "/batch", """
                [{"op":"add","proxy":"link0","toxic":{"type":"latency"}},
                 {"op":"add","proxy":"link0","toxic":{"type":"latency"}},
                 {"op":"remove","proxy":"link1","name":"none"},
                 {"op":"clear","proxy":"none"},
                 {"op":"explode","proxy":"link1"},
                 {"proxy":"link1"},
                 7]
                """);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"6 of 7 operations refused, none applied\",\"status\":400,\"errors\":["
                        + "{\"index\":1,\"error\":\"toxic already exists\",\"status\":409},"
                        + "{\"index\":2,\"error\":\"toxic not found\",\"status\":404},"
                        + "{\"index\":3,\"error\":\"proxy not found\",\"status\":404},"
                        + "{\"index\":4,\"error\":\"unknown op \\\"explode\\\", use add, patch, remove or clear\",\"status\":400},"
                        + "{\"index\":5,\"error\":\"missing required field: op\",\"status\":400},"
                        + "{\"index\":6,\"error\":\"an operation is an object, not number\",\"status\":400}]}");
        assertThat(api.ok("GET", "/proxies/link0/toxics", "")).isEqualTo("[]");
    }

    @Test
    void a_batch_that_is_not_an_array_is_refused() {
        assertThat(api.send("POST", "/batch", "{}").body())
                .isEqualTo(
                        "{\"error\":\"bad request body: expected an array of operations, not object\",\"status\":400}\n");
    }
}
