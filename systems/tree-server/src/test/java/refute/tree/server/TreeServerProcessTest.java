package refute.tree.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.tree.client.TreeClient;
import refute.tree.client.TreeClient.Durability;
import refute.tree.client.TreeException;

/** The program itself: exit codes, signals, kills. */
@Timeout(90)
class TreeServerProcessTest {
    @TempDir
    Path folder;

    private Process process(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TreeServer.class.getName()));
        command.addAll(List.of(flags));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }

    @Test
    void a_signal_ends_it_and_a_kill_loses_nothing_that_was_durable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String[] flags = {"--data=" + folder.resolve("data"), "--listen-client=127.0.0.1:" + port};
        try (TreeClient client = TreeClient.connect("127.0.0.1:" + port, Duration.ofSeconds(5))) {
            Process first = process(flags);
            untilItIsPut(client, "a");
            first.destroyForcibly().waitFor();
            Process second = process(flags);
            untilItIsPut(client, "b");
            assertThat(client.get("t", "a".getBytes(UTF_8), Durability.IN_MEMORY)
                            .value())
                    .isPresent();
            second.destroy();
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            // 143: ended by the signal, after its hook.
            assertThat(second.exitValue()).isIn(0, 143);
        }
        assertThat(output()).contains("serves");
    }

    private static void untilItIsPut(TreeClient client, String key) {
        for (int tries = 0; ; tries++) {
            try {
                client.put("t", key.getBytes(UTF_8), new byte[] {1}, Durability.DURABLE);
                return;
            } catch (TreeException e) {
                assertThat(tries).as(e.getMessage()).isLessThan(3000);
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    @Test
    void wrong_flags_and_foreign_folders_end_it_with_254() throws Exception {
        Process wrong = process("--data=" + folder, "--listen-client=x");
        assertThat(wrong.waitFor()).isEqualTo(254);
        assertThat(output()).contains("tree-server: wrong flags").contains("no address");

        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "hello");
        Process refused = process("--data=" + foreign, "--listen-client=127.0.0.1:0");
        assertThat(refused.waitFor()).isEqualTo(254);
        assertThat(Files.readString(foreign.resolve("letter.txt"))).isEqualTo("hello");
    }
}
