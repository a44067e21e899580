package refute.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the built-in engine promises more than Toxiproxy: races, peers that do not read, settings without sense. */
@Timeout(60)
class BuiltInEngineTest {

    private EngineKind.Running engine;
    private RawApi api;
    private Upstream upstream;
    private String listen;

    @BeforeEach
    void start() throws IOException {
        engine = EngineKind.BUILT_IN.start();
        api = new RawApi(engine.port());
        upstream = new Upstream();
        listen = proxy(api, upstream);
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
        upstream.close();
        engine.close();
    }

    private static String proxy(RawApi api, Upstream upstream) {
        String shown = api.ok(
                "POST",
                "/proxies",
                "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + upstream.address() + "\"}");
        return shown.replaceAll(".*\"listen\":\"([^\"]*)\".*", "$1");
    }

    private void add(String toxic) {
        api.ok("POST", "/proxies/p/toxics", toxic);
    }

    @Test
    void changes_do_not_wait_for_a_peer_that_does_not_read() throws IOException {
        byte[] data = Upstream.bytes(20_000_000);
        try (Upstream.Pair pair = upstream.connect(listen)) {
            add("{\"name\":\"a\",\"type\":\"latency\",\"stream\":\"upstream\"}");
            Upstream.write(pair.client(), data); // fills every buffer on the way, for nobody reads
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                add("{\"name\":\"b\",\"type\":\"bandwidth\",\"stream\":\"upstream\",\"attributes\":{\"rate\":100000}}");
                api.ok("PATCH", "/proxies/p/toxics/a", "{\"attributes\":{\"latency\":" + i % 3 + "}}");
                api.ok("DELETE", "/proxies/p/toxics/b", "");
            }
            assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(3_000);
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
        }
    }

    /** Bandwidth keeps the transfer going for as long as the changes take, so that all of them meet bytes under way. */
    @Test
    void four_hundred_changes_under_load_lose_no_byte() throws Exception {
        byte[] data = Upstream.bytes(12_000_000);
        AtomicInteger changes = new AtomicInteger();
        try (Upstream.Pair pair = upstream.connect(listen)) {
            add("{\"name\":\"pace\",\"type\":\"bandwidth\",\"stream\":\"upstream\",\"attributes\":{\"rate\":6000}}");
            Upstream.write(pair.client(), data);
            Thread changer = Thread.startVirtualThread(() -> {
                for (int i = 0; i < 100; i++) {
                    add("{\"name\":\"cut\",\"type\":\"bandwidth\",\"stream\":\"upstream\"}");
                    add(
                            "{\"name\":\"slow\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":2,\"jitter\":2}}");
                    api.ok("DELETE", "/proxies/p/toxics/cut", "");
                    api.ok("DELETE", "/proxies/p/toxics/slow", "");
                    changes.addAndGet(4);
                }
            });
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
            changer.join();
            assertThat(changes).hasValue(400);
        }
    }

    @Test
    void removing_a_timeout_under_load_always_ends_the_connection() throws Exception {
        for (int i = 0; i < 25; i++) {
            try (Upstream.Pair pair = upstream.connect(listen)) {
                // Only a byte that arrives shows that the links are there; a toxic that came and went before them is no
                // fault.
                pair.client().getOutputStream().write(1);
                assertThat(pair.server().getInputStream().read()).isEqualTo(1);
                Thread.startVirtualThread(() -> pourUntilClosed(pair));
                add("{\"name\":\"drop\",\"type\":\"timeout\",\"stream\":\"upstream\"}");
                api.ok("DELETE", "/proxies/p/toxics/drop", "");
                assertEnds(pair);
            }
        }
    }

    private static void pourUntilClosed(Upstream.Pair pair) {
        byte[] block = new byte[4096];
        try {
            while (true) {
                pair.client().getOutputStream().write(block);
            }
        } catch (IOException e) {
            // this is how it ends
        }
    }

    /** Reads what was under way before the toxic, and then the end; far less than a connection that lives would bring. */
    private static void assertEnds(Upstream.Pair pair) throws IOException {
        try {
            assertThat(Upstream.read(pair.server(), 100_000_000)).hasSizeLessThan(100_000_000);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset"); // bytes that nobody read turn the end into a reset
        }
    }

    @Test
    void a_reset_toxic_resets_a_connection_that_was_there_before() throws IOException {
        try (Upstream.Pair pair = upstream.connect(listen)) {
            pair.client().getOutputStream().write(1);
            assertThat(pair.server().getInputStream().read()).isEqualTo(1);
            add("{\"type\":\"reset_peer\",\"stream\":\"upstream\"}");
            pair.client().getOutputStream().write(1);
            assertThatThrownBy(() -> pair.client().getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> pair.server().getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void settings_without_sense_do_no_harm() throws IOException {
        add("{\"name\":\"1\",\"type\":\"slicer\",\"stream\":\"upstream\"}");
        add(
                "{\"name\":\"2\",\"type\":\"slicer\",\"stream\":\"upstream\",\"attributes\":{\"average_size\":-5,\"size_variation\":999,\"delay\":-1}}");
        add(
                "{\"name\":\"3\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":-9,\"jitter\":-9}}");
        byte[] data = Upstream.bytes(3000);
        try (Upstream.Pair pair = upstream.connect(listen)) {
            pair.client().getOutputStream().write(data);
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
            add("{\"name\":\"4\",\"type\":\"bandwidth\",\"stream\":\"upstream\",\"attributes\":{\"rate\":-1}}");
            pair.client().getOutputStream().write(1);
            assertThat(Upstream.isSilent(pair.server(), 100)).isTrue();
            api.ok("POST", "/reset", "");
            assertThat(pair.server().getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void the_same_seed_spares_the_same_connections() throws IOException {
        String first = spared(1);
        assertThat(first).contains("0").contains("1");
        assertThat(spared(1)).isEqualTo(first);
        assertThat(spared(2)).isNotEqualTo(first);
    }

    private String spared(long seed) throws IOException {
        StringBuilder spared = new StringBuilder();
        try (EngineKind.Running seeded =
                        EngineKind.builtIn(Options.defaults().withPort(0).withSeed(seed));
                RawApi seededApi = new RawApi(seeded.port())) {
            String address = proxy(seededApi, upstream);
            seededApi.ok(
                    "POST", "/proxies/p/toxics", "{\"type\":\"limit_data\",\"stream\":\"upstream\",\"toxicity\":0.5}");
            for (int i = 0; i < 40; i++) {
                try (Upstream.Pair pair = upstream.connect(address)) {
                    pair.client().getOutputStream().write(1);
                    spared.append(pair.server().getInputStream().read() < 0 ? '0' : '1');
                }
            }
        }
        return spared.toString();
    }
}
