package refute.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.kv.command.KvCommand;

/** The command for people, against one server in this process. */
@Timeout(60)
class KvCommandTest {
    @TempDir
    Path folder;

    private int port;

    @Test
    void exit_codes_say_yes_no_and_wrong_usage() throws Exception {
        try (KvServer server = KvServer.start(options(), failure -> {})) {
            port = server.clientPort();
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (kv("put", "k", "v") != 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(kv("get", "k")).isZero();
            assertThat(kv("get", "other")).isEqualTo(1);
            assertThat(kv("cas", "k", "--expected", "v", "w")).isZero();
            assertThat(kv("cas", "k", "--absent", "w")).isEqualTo(1);
            assertThat(kv("scan", "--prefix", "k")).isZero();
            assertThat(kv("watch", "--from", "1", "--count", "2")).isZero();
            assertThat(kv("members")).isZero();
            assertThat(kv("members", "--remove", "9")).isEqualTo(255);
            assertThat(kv("delete", "k")).isZero();
            assertThat(kv("delete", "k")).isEqualTo(1);
            assertThat(kv("frobnicate")).isEqualTo(254);
            assertThat(kv("scan", "--prefix", "a", "--start", "b")).isEqualTo(254);
        }
    }

    private int kv(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb, "--servers", "127.0.0.1:" + port));
        all.addAll(Arrays.asList(arguments));
        return KvCommand.execute(all.toArray(String[]::new));
    }

    private ServerOptions options() throws Exception {
        return ServerFlags.parse(
                        "--node-id=1",
                        "--data=" + folder.resolve("data"),
                        "--listen-peer=127.0.0.1:0",
                        "--listen-client=127.0.0.1:0",
                        "--heartbeat=20ms",
                        "--election-timeout=100ms",
                        "--member=1=127.0.0.1:1,127.0.0.1:2")
                .orElseThrow();
    }
}
