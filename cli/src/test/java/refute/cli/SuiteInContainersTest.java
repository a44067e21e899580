package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.run.RunFolder;

/** Suites whose cells are real servers in containers. */
class SuiteInContainersTest extends OnTheCommandLine {
    private static final String ETCD = "gcr.io/etcd-development/etcd:v3.6.5";
    private static final String KV = "refute/kv:0.1.0";

    private static final String SUITE = """
            jobs: 2
            defaults: {world: containers, time-limit: 6s, nemesis: partition}
            scenarios:
              - {name: etcd-in-containers, system: etcd, image: "%s", workload: [register, set]}
              - {name: kv-in-containers, system: kv}
            """.formatted(ETCD);

    @TempDir
    Path folder;

    @Test
    void its_cells_run_side_by_side_are_valid_and_leave_run_folders() throws IOException {
        ImageLack.assumeThere(List.of(ETCD, KV));
        Path file = folder.resolve("suite.yaml");
        Files.writeString(file, SUITE);

        assertThat(refuteAfresh(
                        "suite",
                        file.toString(),
                        "--out",
                        folder.resolve("store").toString()))
                .as(err.toString() + out)
                .isZero();

        assertThat(out.toString()).contains("VALID  suite suite: 3 valid");
        for (String name : List.of("etcd-in-containers", "kv-in-containers")) {
            try (Stream<Path> runs = Files.list(folder.resolve("store").resolve(name))) {
                assertThat(runs).isNotEmpty().allSatisfy(run -> {
                    RunFolder its = RunFolder.open(run);
                    assertThat(its.record().scenario().subject().world()).isEqualTo("containers");
                    assertThat(its.faults()).anyMatch(fault -> fault.effect().bit());
                });
            }
        }
        assertThat(folder.resolve("store/suite/junit.xml"))
                .content()
                .contains("suite.etcd-in-containers", "workload=set seed=1", "failures=\"0\"");
    }
}
