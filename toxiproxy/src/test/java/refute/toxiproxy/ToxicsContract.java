package refute.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the toxics do to bytes, on real sockets, in both engines; the engines are driven by toxiproxy-java. */
@Timeout(60)
abstract class ToxicsContract {

    private static final ToxicDirection UP = ToxicDirection.UPSTREAM;
    private static final ToxicDirection DOWN = ToxicDirection.DOWNSTREAM;

    private final EngineKind kind;

    private EngineKind.Running engine;
    private Upstream upstream;
    private Proxy proxy;

    ToxicsContract(EngineKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        engine = kind.start();
        upstream = new Upstream();
        proxy = new ToxiproxyClient("127.0.0.1", engine.port()).createProxy("p", "127.0.0.1:0", upstream.address());
    }

    @AfterEach
    void stop() throws IOException {
        if (engine != null) {
            upstream.close();
            engine.close();
        }
    }

    private Upstream.Pair connect() throws IOException {
        return upstream.connect(proxy.getListen());
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Sends a byte to the upstream and one back; milliseconds. */
    private static long roundTrip(Upstream.Pair pair) throws IOException {
        long start = System.nanoTime();
        pair.client().getOutputStream().write(1);
        assertThat(pair.server().getInputStream().read()).isEqualTo(1);
        pair.server().getOutputStream().write(2);
        assertThat(pair.client().getInputStream().read()).isEqualTo(2);
        return millisSince(start);
    }

    @Test
    void without_toxics_bytes_pass_both_ways_unchanged() throws IOException {
        byte[] data = Upstream.bytes(5_000_000);
        try (Upstream.Pair pair = connect()) {
            Upstream.write(pair.client(), data);
            Upstream.write(pair.server(), data);
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
            assertThat(Upstream.read(pair.client(), data.length)).isEqualTo(data);
        }
    }

    @Test
    void what_was_sent_before_the_end_arrives_before_the_end() throws IOException {
        byte[] data = Upstream.bytes(300_000);
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(data);
            pair.client().close();
            assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(data);
        }
    }

    @Test
    void a_client_is_accepted_and_dropped_while_the_upstream_is_down() throws IOException {
        upstream.close();
        try (Socket client = Upstream.dial(proxy.getListen())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void latency_delays_its_own_direction() throws IOException {
        try (Upstream.Pair pair = connect()) {
            proxy.toxics().latency("slow", DOWN, 150);
            assertThat(roundTrip(pair)).isBetween(149L, 600L);
            proxy.toxics().latency("slower", UP, 150);
            assertThat(roundTrip(pair)).isBetween(298L, 900L);
            proxy.toxics().get("slow").remove();
            proxy.toxics().get("slower").remove();
            assertThat(roundTrip(pair)).isLessThan(149);
        }
    }

    @Test
    void latencies_of_one_direction_add_up() throws IOException {
        proxy.toxics().latency("one", DOWN, 100);
        proxy.toxics().latency("two", DOWN, 100);
        try (Upstream.Pair pair = connect()) {
            assertThat(roundTrip(pair)).isBetween(199L, 800L);
        }
    }

    @Test
    void jitter_keeps_the_order() throws IOException {
        proxy.toxics().latency("jittery", UP, 5).setJitter(5);
        byte[] data = Upstream.bytes(200);
        try (Upstream.Pair pair = connect()) {
            for (byte one : data) {
                pair.client().getOutputStream().write(one);
            }
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
        }
    }

    @Test
    void bandwidth_bounds_the_rate() throws IOException {
        proxy.toxics().bandwidth("narrow", UP, 1000);
        byte[] data = Upstream.bytes(400_000);
        try (Upstream.Pair pair = connect()) {
            long start = System.nanoTime();
            Upstream.write(pair.client(), data);
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
            assertThat(millisSince(start)).isBetween(340L, 1500L);
        }
    }

    @Test
    void bandwidth_zero_stalls_without_loss_and_heals() throws IOException {
        byte[] data = Upstream.bytes(3_000_000);
        try (Upstream.Pair pair = connect()) {
            proxy.toxics().bandwidth("stalled", UP, 0);
            Upstream.write(pair.client(), data);
            assertThat(Upstream.isSilent(pair.server(), 250)).isTrue();
            assertThat(roundTripDownstreamOnly(pair)).isLessThan(200);
            proxy.toxics().get("stalled").remove();
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
        }
    }

    private static long roundTripDownstreamOnly(Upstream.Pair pair) throws IOException {
        long start = System.nanoTime();
        pair.server().getOutputStream().write(2);
        assertThat(pair.client().getInputStream().read()).isEqualTo(2);
        return millisSince(start);
    }

    @Test
    void timeout_zero_drops_until_its_removal_ends_the_connection() throws IOException {
        try (Upstream.Pair pair = connect()) {
            proxy.toxics().timeout("dropped", UP, 0);
            pair.client().getOutputStream().write(Upstream.bytes(1000));
            assertThat(Upstream.isSilent(pair.server(), 150)).isTrue();
            proxy.toxics().get("dropped").remove();
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        }
        try (Upstream.Pair fresh = connect()) {
            roundTrip(fresh);
        }
    }

    @Test
    void a_timeout_ends_the_connection_when_it_has_passed() throws IOException {
        proxy.toxics().timeout("short", DOWN, 120);
        try (Upstream.Pair pair = connect()) {
            long start = System.nanoTime();
            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
            assertThat(millisSince(start)).isBetween(90L, 700L);
        }
    }

    @Test
    void slow_close_holds_back_the_end_only() throws IOException {
        proxy.toxics().slowClose("lingering", DOWN, 200);
        try (Upstream.Pair pair = connect()) {
            assertThat(roundTrip(pair)).isLessThan(150);
            long start = System.nanoTime();
            pair.server().close();
            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
            assertThat(millisSince(start)).isBetween(190L, 900L);
        }
    }

    @Test
    void limit_data_ends_the_connection_after_so_many_bytes() throws IOException {
        proxy.toxics().limitData("limited", UP, 100);
        byte[] data = Upstream.bytes(150);
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(data);
            assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(Arrays.copyOf(data, 100));
        }
    }

    @Test
    void a_raised_limit_counts_what_has_passed_before() throws IOException {
        proxy.toxics().limitData("limited", UP, 100);
        byte[] data = Upstream.bytes(300);
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(data, 0, 60);
            assertThat(Upstream.read(pair.server(), 60)).isEqualTo(Arrays.copyOf(data, 60));
            proxy.toxics().get("limited", LimitData.class).setBytes(200);
            pair.client().getOutputStream().write(data, 60, 240);
            assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(Arrays.copyOfRange(data, 60, 200));
        }
    }

    @Test
    void reset_peer_resets_the_connection() throws IOException {
        proxy.toxics().resetPeer("reset", UP, 50);
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(1);
            assertThatThrownBy(() -> pair.client().getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThatThrownBy(() -> pair.server().getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void slicer_cuts_data_without_changing_it() throws IOException {
        proxy.toxics().slicer("sliced", UP, 1000, 5000);
        byte[] data = Upstream.bytes(20_000);
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(data);
            byte[] first = new byte[data.length];
            int count = pair.server().getInputStream().read(first);
            assertThat(count).isLessThan(5_000);
            byte[] rest = Upstream.read(pair.server(), data.length - count);
            System.arraycopy(rest, 0, first, count, rest.length);
            assertThat(first).isEqualTo(data);
        }
    }

    @Test
    void toxicity_decides_for_each_connection() throws IOException {
        proxy.toxics().limitData("sometimes", UP, 0).setToxicity(0.5f);
        int ended = 0;
        for (int i = 0; i < 60; i++) {
            try (Upstream.Pair pair = connect()) {
                pair.client().getOutputStream().write(1);
                ended += pair.server().getInputStream().read() < 0 ? 1 : 0;
            }
        }
        assertThat(ended).isBetween(12, 48);
    }

    @Test
    void toxicity_zero_spares_all() throws IOException {
        proxy.toxics().timeout("never", UP, 1).setToxicity(0);
        try (Upstream.Pair pair = connect()) {
            roundTrip(pair);
        }
    }

    @Test
    void toxics_act_in_the_order_in_which_they_were_added() throws IOException {
        proxy.toxics().limitData("first", UP, 10);
        proxy.toxics().timeout("second", UP, 0);
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(Upstream.bytes(10));
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void toxics_that_come_change_and_go_under_load_lose_no_byte() throws Exception {
        byte[] data = Upstream.bytes(6_000_000);
        try (Upstream.Pair pair = connect()) {
            Thread writer = Upstream.write(pair.client(), data);
            Thread changer = Thread.startVirtualThread(() -> changeToxics(writer));
            assertThat(Upstream.read(pair.server(), data.length)).isEqualTo(data);
            changer.join();
            pair.client().getOutputStream().write(9);
            assertThat(pair.server().getInputStream().read()).isEqualTo(9);
        }
    }

    private void changeToxics(Thread writer) {
        try {
            for (int i = 0; i < 40 && writer.isAlive(); i++) {
                proxy.toxics().bandwidth("narrow", UP, 20_000);
                proxy.toxics().latency("slow", UP, 3);
                proxy.toxics().get("slow", Latency.class).setLatency(1);
                proxy.toxics().get("narrow").remove();
                proxy.toxics().slicer("sliced", UP, 4096, 10);
                proxy.toxics().get("slow").remove();
                proxy.toxics().get("sliced").remove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void disabling_ends_connections_and_refuses_new_ones() throws IOException {
        try (Upstream.Pair pair = connect()) {
            roundTrip(pair);
            proxy.disable();
            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> Upstream.dial(proxy.getListen())).isInstanceOf(ConnectException.class);
        proxy.enable();
        try (Upstream.Pair pair = connect()) {
            roundTrip(pair);
        }
    }

    @Test
    void another_upstream_is_used_from_then_on() throws IOException {
        try (Upstream other = new Upstream();
                Upstream.Pair before = connect()) {
            proxy.setUpstream(other.address());
            assertThat(before.client().getInputStream().read()).isEqualTo(-1);
            try (Upstream.Pair after = other.connect(proxy.getListen())) {
                roundTrip(after);
            }
        }
    }

    @Test
    void bytes_are_counted_by_direction() throws IOException {
        RawApi api = new RawApi(engine.port());
        try (Upstream.Pair pair = connect()) {
            pair.client().getOutputStream().write(Upstream.bytes(1234));
            assertThat(Upstream.read(pair.server(), 1234)).hasSize(1234);
            pair.server().getOutputStream().write(Upstream.bytes(77));
            assertThat(Upstream.read(pair.client(), 77)).hasSize(77);
            pair.client().close();
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
        }
        String labels = "listener=\"" + proxy.getListen() + "\",proxy=\"p\",upstream=\"" + upstream.address() + "\"}";
        String received = "toxiproxy_proxy_received_bytes_total{direction=\"upstream\"," + labels + " 1234\n";
        String sent = "toxiproxy_proxy_sent_bytes_total{direction=\"downstream\"," + labels + " 77\n";
        String metrics = "";
        for (int i = 0; i < 200 && !(metrics.contains(received) && metrics.contains(sent)); i++) {
            metrics = api.ok("GET", "/metrics", "");
        }
        assertThat(metrics).contains(received, sent).contains("# TYPE toxiproxy_proxy_received_bytes_total counter\n");
        api.close();
    }
}
