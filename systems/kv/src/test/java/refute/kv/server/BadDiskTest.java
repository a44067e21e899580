package refute.kv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.kv.Bytes;
import refute.kv.client.KvClient;
import refute.kv.client.KvException;

/** A real server on a disk that is full, or damaged: it says so in one line, ends with its exit code, and acknowledges nothing more. */
@Timeout(180)
class BadDiskTest {
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_MILLIS = 100;

    @TempDir
    Path folder;

    private int client;
    private int peer;

    @BeforeEach
    void ports() throws IOException {
        client = ServerProcess.freePort();
        peer = ServerProcess.freePort();
    }

    @Test
    void a_full_disk_stops_the_server_with_255_and_the_write_it_hit_may_have_happened() throws Exception {
        Path small = Files.createDirectory(folder.resolve("data"));
        String mount = "mount -t tmpfs -o size=400k none \"$0\"";
        assumeMounts(mount, small);

        Process server = shell(mount + " && exec \"$@\"", small);
        try {
            KvException refused = fill();

            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output()).contains("kv-server: stopped: ", "No space left on device");
            assertThat(server.exitValue()).isEqualTo(255);
            assertThat(refused.mayHaveHappened()).isTrue();
        } finally {
            server.destroyForcibly();
        }
    }

    /** Without room for its events nobody would be told what it did; that its own data would still have room does not matter. */
    @Test
    void a_disk_that_is_too_full_for_the_trace_stops_the_server_and_names_the_trace() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        Path trace = small.resolve("trace.ndjson");
        String mount = "mount -t tmpfs -o size=5m none " + small;
        assumeMounts(mount, small);

        Process server = shell(mount + " && exec \"$@\" --trace=" + trace, folder.resolve("data"));
        try {
            fill();

            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output())
                    .contains(
                            "kv-server: stopped: ",
                            "the trace " + trace + " cannot be written",
                            "No space left on device");
            assertThat(server.exitValue()).isEqualTo(255);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void a_disk_without_room_for_a_trace_is_refused_at_the_start() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        Path trace = small.resolve("trace.ndjson");
        String mount = "mount -t tmpfs -o size=400k none " + small;
        assumeMounts(mount, small);

        Process server = shell(mount + " && exec \"$@\" --trace=" + trace, folder.resolve("data"));

        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output())
                .contains("kv-server: the trace " + trace + " cannot be written", "No space left on device");
        assertThat(server.exitValue()).isEqualTo(254);
    }

    private void assumeMounts(String mount, Path small) throws Exception {
        assumeTrue(
                shell(mount, small).waitFor() == 0, "no user namespaces here, in which to mount a small file system");
    }

    /** Puts until one fails after one has gone well. */
    private KvException fill() throws InterruptedException {
        long written = 0;
        for (int attempt = 0; attempt < ATTEMPTS; ) {
            try (KvClient puts = KvClient.connect(List.of("127.0.0.1:" + client), Duration.ofSeconds(5))) {
                while (true) {
                    puts.put(Bytes.utf8("k" + written), Bytes.owning(new byte[1000]));
                    written++;
                }
            } catch (KvException e) {
                if (written > 0) {
                    return e;
                }
                attempt++;
                // It has not elected itself yet.
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        throw new AssertionError("the server takes no writes: " + output());
    }

    @Test
    void a_bad_record_before_the_end_of_the_log_is_refused_with_254_its_file_and_its_offset() throws Exception {
        Path data = folder.resolve("data");
        KvServer first = KvServer.start(
                ServerFlags.parse(flags(data).toArray(String[]::new)).orElseThrow(), failure -> {});
        try (KvClient puts = KvClient.connect(List.of("127.0.0.1:" + client), Duration.ofSeconds(5))) {
            putAfterElection(puts);
            for (int i = 0; i < 50; i++) {
                puts.put(Bytes.utf8("k" + i), Bytes.owning(new byte[100]));
            }
        } finally {
            first.close();
        }
        Path log = theLog(data);
        byte[] content = Files.readAllBytes(log);
        content[content.length / 2] ^= 1;
        Files.write(log, content);

        Process server = shell("exec \"$@\"", data);

        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output())
                .contains("kv-server: ", log.getFileName().toString())
                .containsPattern("(offset|at) [0-9]+");
        assertThat(server.exitValue()).isEqualTo(254);
    }

    private static void putAfterElection(KvClient puts) throws KvException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                puts.put(Bytes.utf8("k"), Bytes.utf8("v"));
                return;
            } catch (KvException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static Path theLog(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains("snap"))
                    .max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private List<String> flags(Path data) {
        return List.of(
                "--node-id=1",
                "--data=" + data,
                "--listen-peer=127.0.0.1:" + peer,
                "--listen-client=127.0.0.1:" + client,
                "--heartbeat=20ms",
                "--election-timeout=100ms",
                "--member=1=127.0.0.1:" + peer + ",127.0.0.1:" + client);
    }

    /** In a mount namespace of its own; {@code $0} is the data folder, and {@code $@} the server's command. */
    private Process shell(String script, Path data) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, data.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(KvServer.class.getName());
        command.addAll(flags(data));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
