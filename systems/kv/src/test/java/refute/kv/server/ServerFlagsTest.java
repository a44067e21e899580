package refute.kv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import refute.kv.NodeId;
import refute.service.WrongFlagsException;

class ServerFlagsTest {
    private static final List<String> GOOD = List.of(
            "--node-id=1",
            "--data=/tmp/x",
            "--listen-peer=127.0.0.1:7101",
            "--listen-client=127.0.0.1:7201",
            "--member=1=127.0.0.1:7101,127.0.0.1:7201",
            "--member=2=127.0.0.1:7102,127.0.0.1:7202");

    @Test
    void good_flags_are_understood() throws Exception {
        List<String> flags = new ArrayList<>(GOOD);
        flags.addAll(List.of("--peer=2=127.9.1.2:7000", "--election-timeout=750ms", "--lease-reads"));

        ServerOptions options = ServerFlags.parse(flags.toArray(String[]::new)).orElseThrow();

        assertThat(options.initial().voters()).containsExactly(NodeId.of(1), NodeId.of(2));
        assertThat(options.network().overrides()).containsEntry(NodeId.of(2), "127.9.1.2:7000");
        assertThat(options.settings().timing().electionNanos()).isEqualTo(750_000_000L);
        assertThat(options.settings().timing().leaseReads()).isTrue();
    }

    @Test
    void all_wrong_flags_are_told_at_once() {
        assertThatThrownBy(() -> ServerFlags.parse(
                        "--node-id=0",
                        "--listen-peer=nowhere",
                        "--listen-client=127.0.0.1:99999",
                        "--member=2=127.0.0.1:1,127.0.0.1:2",
                        "--member=three",
                        "--heartbeat=fast",
                        "--max-value-bytes=9999999",
                        "--frobnicate"))
                .isInstanceOf(WrongFlagsException.class)
                .message()
                .contains("--data", "--node-id", "nowhere", "99999", "three", "fast", "9999999", "--frobnicate");
    }

    @Test
    void a_node_that_joins_knows_nobody() {
        List<String> flags = new ArrayList<>(GOOD);
        flags.add("--join");

        assertThatThrownBy(() -> ServerFlags.parse(flags.toArray(String[]::new)))
                .hasMessageContaining("--join");
    }
}
