package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.run.RunFolder;

/** The tree's server in a container, as {@code refute run tree --world containers} has it. */
class TreeInContainersTest extends OnTheCommandLine {
    private static final List<String> IMAGES = List.of("refute/tree:0.1.0", "refute/tree-mutants:0.1.0");

    @TempDir
    Path folder;

    @BeforeEach
    void images_are_there() {
        ImageLack.assumeThere(IMAGES);
    }

    private RunFolder run(String workload, String nemesis, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "tree",
                workload,
                "--world",
                "containers",
                "--nemesis",
                nemesis,
                "--time-limit",
                "15s",
                "--seed",
                "1"));
        words.addAll(List.of("--out", folder.toString()));
        words.addAll(List.of(more));

        assertThat(refuteAfresh(words.toArray(String[]::new)))
                .as(err.toString() + out)
                .isZero();

        RunFolder run = RunFolder.open(folder.resolve("latest"));
        assertThat(run.record().scenario().subject().world()).isEqualTo("containers");
        return run;
    }

    @Test
    void a_killed_container_keeps_a_first_part_with_all_that_was_flushed() throws IOException {
        assertThat(run("tree-crash", "kill").faults())
                .anyMatch(fault -> fault.effect().bit());
    }

    @Test
    void a_container_whose_disk_refuses_calls_opens_its_store_anew() throws IOException {
        run("tree-io-errors", "none", "--set", "disk-errors=12");

        assertThat(folder.resolve("latest/nodes/n1/log-1.txt"))
                .content()
                .contains("one call in 12", "the store is opened anew");
    }

    @Test
    void who_listens_to_a_killed_container_hears_of_each_change_of_a_life() throws IOException {
        assertThat(run("tree-subscribe", "kill").faults())
                .anyMatch(fault -> fault.effect().bit());
    }

    @Test
    void transactions_of_a_killed_container_are_strictly_serializable() throws IOException {
        assertThat(run("append", "kill").faults())
                .anyMatch(fault -> fault.effect().bit());
    }
}
