package refute.harness.world.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import refute.harness.fault.Way;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.world.LinkProxies.Link;
import refute.harness.world.Network.Traffic;

class PodSocketsTest {
    private static final NodeId N1 = new NodeId(1);
    private static final NodeId N2 = new NodeId(2);
    private static final Way THERE = new Way(N1, N2);
    private static final Way BACK = new Way(N2, N1);
    private static final PodSockets SOCKETS = new PodSockets(
            71,
            List.of(
                    new Link(N1, N2, new Endpoint("127.0.0.1", 2382), new Endpoint("172.18.0.3", 2382)),
                    new Link(NodeId.CLIENTS, N1, new Endpoint("0.0.0.0", 12379), new Endpoint("127.0.0.1", 2379))));

    @Test
    void what_root_sees_is_counted_on_both_sides_of_a_proxy() {
        // The engine accepted from the node, and dialed the peer; of 300 bytes, 100 have not come out.
        String table = """
                ESTAB 0 0 127.0.0.1:2382 127.0.0.1:40010 users:(("toxiproxy",pid=71,fd=9)) cubic bytes_sent:50 bytes_acked:50 bytes_received:300 segs_out:4
                ESTAB 0 0 172.18.0.2:40020 172.18.0.3:2382 users:(("toxiproxy",pid=71,fd=10)) cubic bytes_sent:200 bytes_acked:200 bytes_received:60
                """;
        assertThat(SOCKETS.counted(table))
                .isEqualTo(Map.of(THERE, new Traffic(300, 200, 1), BACK, new Traffic(60, 50, 1)));
    }

    @Test
    void the_nodes_own_sockets_are_not_counted() {
        String table = """
                ESTAB 0 0 127.0.0.1:40010 127.0.0.1:2382 users:(("etcd",pid=72,fd=9)) cubic bytes_acked:300 bytes_received:50
                ESTAB 0 0 [::ffff:127.0.0.1]:2379 [::ffff:127.0.0.1]:40011 users:(("etcd",pid=72,fd=10)) cubic bytes_acked:300 bytes_received:50
                LISTEN 0 0 *:2382 *:*
                """;
        assertThat(SOCKETS.counted(table)).isEmpty();
    }

    @Test
    void addresses_may_be_written_as_those_of_the_newer_protocol() {
        String table =
                "ESTAB 0 0 [::ffff:172.18.0.2]:9 [::ffff:172.18.0.3]:2382 users:((\"t\",pid=71,fd=1)) x bytes_received:7\n";
        assertThat(SOCKETS.counted(table)).isEqualTo(Map.of(THERE, new Traffic(0, 0), BACK, new Traffic(7, 0)));
    }

    @Test
    void what_anybody_sees_is_what_waits() {
        String table = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:094E 0100007F:9C4A 01 00000000:00000100 00:00000000 00000000     0        0 1 1 0
                   1: 020012AC:9C54 030012AC:094E 01 00000000:00000020 00:00000000 00000000     0        0 1 1 0
                   2: 0100007F:9C4A 0100007F:094E 01 00000000:00000777 00:00000000 00000000     0        0 1 1 0
                   3: 00000000:094E 00000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 1 1 0
                   4: 0000000000000000FFFF0000020012AC:305B 0000000000000000FFFF0000010012AC:8536 01 00000000:00000003 03:00001756 0 0 0
                """;
        assertThat(SOCKETS.waiting(table))
                .isEqualTo(Map.of(
                        THERE,
                        new Traffic(256, 0, 1),
                        BACK,
                        new Traffic(32, 0, 1),
                        new Way(NodeId.CLIENTS, N1),
                        new Traffic(3, 0, 1),
                        new Way(N1, NodeId.CLIENTS),
                        new Traffic(0, 0, 1)));
    }

    @Test
    void a_process_that_is_no_more_has_no_traffic() {
        assertThat(new PodSockets(999_999_999, SOCKETS.links()).get()).isEmpty();
    }
}
