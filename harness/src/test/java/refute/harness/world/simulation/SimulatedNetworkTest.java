package refute.harness.world.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.system.NodeId;

class SimulatedNetworkTest {
    private static final NodeId N1 = new NodeId(1);
    private static final NodeId N2 = new NodeId(2);
    private static final long MILLI = 1_000_000L;

    private final Timeline timeline = new Timeline();
    private final List<String> arrived = new ArrayList<>();

    @Test
    void a_stalled_way_holds_what_is_sent_until_it_heals() {
        SimulatedNetwork network = network(Hazards.CALM.network());
        network.impose("cut", Map.of(new Way(N1, N2), new Impairment.Blocked(Cut.STALLED)));
        send(network, N1, N2, "there");
        send(network, N2, N1, "back");

        runFor(50 * MILLI);
        assertThat(arrived).as("the other way is open").containsExactly("back");

        network.lift("cut");
        runFor(50 * MILLI);
        assertThat(arrived).containsExactly("back", "there");
        assertThat(network.traffic().get(new Way(N1, N2)).bytesIn()).isEqualTo(100);
        assertThat(network.traffic().get(new Way(N1, N2)).bytesOut()).isEqualTo(100);
    }

    @Test
    void a_dropped_way_loses_what_is_sent() {
        SimulatedNetwork network = network(Hazards.CALM.network());
        network.impose("cut", Map.of(new Way(N1, N2), new Impairment.Blocked(Cut.DROPPED)));
        send(network, N1, N2, "lost");
        network.liftAll();
        send(network, N1, N2, "kept");

        runFor(50 * MILLI);

        assertThat(arrived).containsExactly("kept");
        assertThat(network.traffic().get(new Way(N1, N2)).bytesOut()).isEqualTo(100);
    }

    @Test
    void a_narrow_way_lets_one_after_the_other_through() {
        SimulatedNetwork network = network(Hazards.CALM.network());
        network.impose("slow", Map.of(new Way(N1, N2), new Impairment.Narrow(1)));
        send(network, N1, N2, "first");
        send(network, N1, N2, "second");

        runFor(150 * MILLI);
        assertThat(arrived).as("100 bytes at 1 kB/s take 100 ms").containsExactly("first");
        runFor(100 * MILLI);
        assertThat(arrived).containsExactly("first", "second");
    }

    @Test
    void messages_are_lost_and_doubled_but_streams_are_not() {
        SimulatedNetwork network = network(new Hazards.Net(1, 1, 300_000, 300_000, 300_000, 10 * MILLI, 0));
        for (int i = 0; i < 1000; i++) {
            send(network, N1, N2, "m" + i);
            Parcel parcel = new Parcel("s" + i, 1, i);
            network.stream(NodeId.CLIENTS, N1, parcel, () -> arrived.add(String.valueOf(parcel.content())));
        }

        runFor(1000 * MILLI);

        assertThat(arrived.stream().filter(word -> word.startsWith("s"))).hasSize(1000);
        List<String> messages =
                arrived.stream().filter(word -> word.startsWith("m")).toList();
        assertThat(messages.stream().distinct().count()).isBetween(600L, 800L);
        assertThat(messages.size() - messages.stream().distinct().count()).isBetween(150L, 300L);
    }

    private SimulatedNetwork network(Hazards.Net hazards) {
        return new SimulatedNetwork(
                timeline,
                new Chance(new Seed(1)),
                new Chance(new Seed(2)),
                new Accidents(timeline, Luck.DRAWN),
                NodeId.first(3),
                hazards,
                new Counters());
    }

    private void send(SimulatedNetwork network, NodeId from, NodeId to, String word) {
        network.send(from, to, new Parcel(word, 100, word.hashCode()), () -> arrived.add(word));
    }

    private void runFor(long nanos) {
        long end = timeline.nowNanos() + nanos;
        timeline.after(nanos, () -> {});
        while (timeline.nextNanos() <= end) {
            timeline.step();
        }
    }
}
