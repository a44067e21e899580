package refute.harness.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that records is killed without warning, at several moments. */
class KilledRecorderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {100, 50_000, 150_000, 777_777, 2_000_000})
    @Timeout(60)
    void what_was_recorded_before_the_kill_is_readable(long killAtBytes) throws IOException, InterruptedException {
        Path file = folder.resolve(HistoryFile.NAME);
        Process recorder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recorder.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            while (recorder.isAlive() && (!Files.exists(file) || Files.size(file) < killAtBytes)) {
                Thread.onSpinWait();
            }
            assertThat(recorder.isAlive())
                    .as(Files.readString(folder.resolve("out")))
                    .isTrue();
        } finally {
            recorder.destroyForcibly();
        }
        assertThat(recorder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        History history = HistoryFile.read(file).history();
        assertThat(history.size()).isGreaterThan((int) (killAtBytes / 40));
        for (int at = 0; at < history.size(); at++) {
            assertThat(history.index(at)).isEqualTo(at);
            assertThat(history.function(at)).isEqualTo("write");
        }
    }

    /** Records from four threads until it is killed, or for a minute. */
    static final class Recorder {
        private Recorder() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            long start = System.nanoTime();
            HistoryWriter writer = HistoryWriter.create(Path.of(arguments[0]), () -> System.nanoTime() - start);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ProcessId process = new ProcessId(i);
                threads.add(Thread.ofVirtual().start(() -> {
                    for (long n = 0; System.nanoTime() - start < 60_000_000_000L; n++) {
                        Entry write = writer.invoke(process, "write", Value.of("x"), Value.of(n));
                        writer.complete(write, EntryKind.OK, write.value(), 0, "");
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
