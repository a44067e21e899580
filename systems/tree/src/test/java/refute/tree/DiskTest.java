package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.tree.storage.StoreFailedException;

/** Real folders that somebody else has open, that are full, or that cannot be written; each in a process of its own. */
class DiskTest {
    private static final TreeSettings SETTINGS =
            TreeSettings.DEFAULT.withSegmentBytes(64 << 10).withFlushEvery(Duration.ZERO);

    /** In a mount namespace of its own, so that nothing is left mounted. */
    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

    private static final String MOUNT = "mount -t tmpfs -o size=3m none \"$0\"";

    @TempDir
    Path folder;

    /** What the other process does: its words begin with what it is to do, and the folder. */
    public static void main(String[] arguments) throws IOException {
        Path its = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "hold" -> {
                try (TreeStore store = TreeStore.open(its, SETTINGS)) {
                    System.out.println("open " + store.treeNames());
                    System.in.read();
                }
            }
            case "make" -> TreeStore.open(its, SETTINGS).close();
            case "open" -> {
                try {
                    TreeStore.open(its, SETTINGS).close();
                } catch (IOException e) {
                    System.out.println(e.getMessage());
                }
            }
            default -> fill(its);
        }
    }

    /** Fills the disk until it is refused, makes room, and looks for what was flushed. */
    private static void fill(Path folder) throws IOException {
        Path ballast = folder.resolveSibling("ballast");
        Files.write(ballast, new byte[1 << 20]);
        TreeStore store = TreeStore.open(folder, SETTINGS);
        Tree tree = store.tree("t");
        int flushed = 0;
        try {
            for (int i = 0; i < 1_000_000; i++) {
                tree.put(key(i), new byte[100]);
                if (i % 100 == 99) {
                    store.flush();
                    flushed = i + 1;
                }
            }
        } catch (StoreFailedException e) {
            System.out.println(e.getMessage());
        }
        try {
            tree.put(key(0), key(0));
            System.out.println("it takes a change after it has failed");
        } catch (StoreFailedException e) {
            System.out.println("sticky");
        }
        try {
            store.close();
        } catch (StoreFailedException e) {
            System.out.println("closed");
        }
        Files.delete(ballast);
        try (TreeStore again = TreeStore.open(folder, SETTINGS)) {
            int there = 0;
            while (again.tree("t").contains(key(there))) {
                there++;
            }
            System.out.println(flushed > 1000 && there >= flushed ? "all is there" : flushed + " but " + there);
            again.tree("t").put(key(-1), key(-1));
            again.flush();
            System.out.println("and it goes on");
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static List<String> java(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DiskTest.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private String shell(String script, String... words) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(NAMESPACE);
        command.add(script);
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + "\n" + Files.readString(output);
    }

    private Path mountable() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                shell(MOUNT, small.toString()).startsWith("0"),
                "no user namespaces here, in which to mount a small file system");
        return small;
    }

    @Test
    void a_folder_that_another_process_has_open_is_refused_with_its_number() throws Exception {
        Path its = folder.resolve("store");
        Process other = new ProcessBuilder(java("hold", its.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = other.inputReader()) {
            assertThat(lines.readLine()).startsWith("open");

            assertThatThrownBy(() -> TreeStore.open(its, SETTINGS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(its.toString())
                    .hasMessageContaining("in use by process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        TreeStore.open(its, SETTINGS).close();
    }

    @Test
    void a_full_disk_is_an_error_that_stays_and_with_room_again_all_that_was_flushed_is_there() throws Exception {
        Path small = mountable();
        List<String> words = new ArrayList<>(List.of(small.toString()));
        words.addAll(java("fill", small.resolve("store").toString()));

        String output = shell(MOUNT + "; exec \"$@\"", words.toArray(String[]::new));

        assertThat(output)
                .startsWith("0")
                .contains("No space left on device", "sticky", "closed", "all is there", "and it goes on");
    }

    @Test
    void a_disk_that_cannot_be_written_is_refused_and_said_so() throws Exception {
        Path small = mountable();
        String store = small.resolve("store").toString();
        String make = "\"" + String.join("\" \"", java("make", store)) + "\"";
        String open = "\"" + String.join("\" \"", java("open", store)) + "\"";

        String output = shell(MOUNT + "; " + make + " && mount -o remount,ro \"$0\" && " + open, small.toString());

        assertThat(output).startsWith("0").contains("cannot be written").contains("Read-only file system");
    }
}
