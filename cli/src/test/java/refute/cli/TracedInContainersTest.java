package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes of the KV store record in containers is brought out of them when the run ends. */
class TracedInContainersTest extends OnTheCommandLine {
    private static final List<String> IMAGES = List.of("refute/kv:0.1.0", "refute/kv-mutants:0.1.0");

    @TempDir
    Path folder;

    @BeforeEach
    void images_are_there() {
        ImageLack.assumeThere(IMAGES);
    }

    private int run(String nemesis, String... more) {
        List<String> words =
                new ArrayList<>(List.of("run", "kv", "--world", "containers", "--trace", "--nemesis", nemesis));
        words.addAll(List.of("--time-limit", "10s", "--seed", "3", "--out", folder.toString()));
        words.addAll(List.of(more));
        return refuteAfresh(words.toArray(String[]::new));
    }

    private long events(String node) throws IOException {
        return Files.readString(folder.resolve("latest/nodes").resolve(node).resolve("trace.ndjson"))
                .lines()
                .filter(line -> line.startsWith("{\"seq\""))
                .count();
    }

    @Test
    void nodes_that_are_killed_and_started_again_do_what_is_specified() throws IOException {
        run("kill");

        // Whatever the other judges say of a run on a machine that may be busy: what the nodes did is a behaviour of
        // the spec.
        assertThat(refuteAfresh(
                        "spec", "conform", "Raft", folder.resolve("latest").toString()))
                .as(err.toString() + out)
                .isZero();
        for (String node : List.of("n1", "n2", "n3")) {
            assertThat(events(node)).as(node).isPositive();
        }
        assertThat(folder.resolve("latest/trace.ndjson")).content().contains("\"ev\":\"Restart\"");
    }

    @Test
    void a_bug_is_named_at_the_event_where_it_happens() {
        assertThat(run("none", "--mutant", "M01")).as(err.toString() + out).isEqualTo(1);

        assertThat(out.toString()).contains("conformance: AppendAck of n", "is no step of the spec");
    }
}
