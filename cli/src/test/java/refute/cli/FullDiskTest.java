package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.history.HistoryFile;

/** A store on a file system of 300 KiB, which a run without a limit on its rate fills within a second or two. */
class FullDiskTest {
    /** In a mount namespace of its own, so that nothing is left mounted. */
    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

    private static final String MOUNT = "mount -t tmpfs -o size=300k none \"$0\"";

    @TempDir
    Path folder;

    @Test
    void a_full_disk_ends_the_run_with_255_and_what_was_recorded_is_kept() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        Path kept = Files.createDirectory(folder.resolve("kept"));
        assumeTrue(
                shell(MOUNT, small.toString()).waitFor() == 0,
                "no user namespaces here, in which to mount a small file system");

        Process run = shell(
                MOUNT + "; \"$@\" run atom --rate 0 --time-limit 20s --out \"$0\"; code=$?; cp -R \"$0\"/* " + kept
                        + "; exit $code",
                small.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output.txt"));
        assertThat(run.exitValue()).as(output).isEqualTo(255);
        assertThat(output).contains("UNKNOWN").contains("the harness failed").contains("No space left on device");
        try (Stream<Path> files = Files.walk(kept)) {
            Path history = files.filter(file -> file.endsWith("history.refute"))
                    .findFirst()
                    .orElseThrow();
            assertThat(HistoryFile.read(history).history().size()).isGreaterThan(1_000);
        }
    }

    private Process shell(String... words) throws IOException {
        return new ProcessBuilder(
                        Stream.concat(NAMESPACE.stream(), Stream.of(words)).toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }
}
