package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree as a system of one node, and what its judges have kept, looked at again. */
class TreeRunTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    private Path keptImage() {
        String[] words = {"scorecard", "tree", "--mutants", "T01", "--judges", "power", "--budget", "30s"};
        assertThat(refuteAfresh(Stream.concat(Stream.of(words), Stream.of("--out", folder.toString()))
                        .toArray(String[]::new)))
                .as(err.toString())
                .isEqualTo(0);
        return folder.resolve("evidence/T01-power");
    }

    @Test
    void the_image_that_a_power_loss_left_is_recovered_again_and_as_bad_as_it_was() throws IOException {
        Path kept = keptImage();
        assertThat(kept.resolve("image")).isDirectory();
        assertThat(Files.readString(kept.resolve("script.txt")).lines()).isNotEmpty();

        assertThat(refuteAfresh("replay", kept.toString())).as(err.toString()).isEqualTo(1);

        assertThat(out.toString()).contains("invalid").contains("power: ");
    }

    @Test
    void so_it_is_in_a_zip_file_and_for_programs() throws IOException {
        Path zip = folder.resolve("kept.zip");
        zip(keptImage(), zip);

        assertThat(refuteAfresh("replay", zip.toString(), "--json"))
                .as(err.toString())
                .isEqualTo(1);

        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .contains("\"verdict\":\"invalid\"", "\"mutant\":\"T01\"", "\"judge\":\"power\"");
    }

    @Test
    void an_interleaving_is_found_again_by_its_seed() {
        assertThat(refuteAfresh(
                        "scorecard",
                        "tree",
                        "--mutants",
                        "T15",
                        "--judges",
                        "interleavings",
                        "--budget",
                        "60s",
                        "--out",
                        folder.toString()))
                .as(out.toString())
                .isEqualTo(0);

        assertThat(refuteAfresh(
                        "replay", folder.resolve("evidence/T15-interleavings").toString()))
                .as(err.toString())
                .isEqualTo(1);

        assertThat(out.toString()).contains("the same again");
    }

    @Test
    void what_is_no_evidence_any_more_is_told_and_what_shows_nothing_is_unknown() throws IOException {
        Path kept = keptImage();
        String finding = Files.readString(kept.resolve("finding.json"));
        Files.writeString(kept.resolve("finding.json"), finding.replace("\"T01\"", "\"\""));
        assertThat(refuteAfresh("replay", kept.toString())).isIn(1, 2);

        Files.writeString(kept.resolve("script.txt"), "put\nsing\n");
        assertThat(refuteAfresh("replay", kept.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("no operation of a script");

        Files.writeString(kept.resolve("finding.json"), "{\"library\":\"tree\",\"judge\":7}");
        assertThat(refuteAfresh("replay", kept.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("mutant").contains("trial").contains("judge");
    }

    @Test
    void a_power_loss_shows_a_flush_without_a_sync_and_the_run_repeats() {
        List<String> run = List.of(
                "run",
                "tree",
                "tree-power",
                "--world",
                "simulation",
                "--mutant",
                "T01",
                "--concurrency",
                "5",
                "--seed",
                "3",
                "--out",
                folder.toString());
        assertThat(refuteAfresh(run.toArray(String[]::new))).as(out.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("INVALID");

        assertThat(refuteAfresh("replay", folder.resolve("latest").toString()))
                .as(err.toString())
                .isEqualTo(1);

        assertThat(out.toString()).contains("the same run, event for event");
    }

    @Test
    void what_the_tree_cannot_do_is_refused_with_all_reasons() {
        assertThat(refuteAfresh("run", "tree", "tree-power", "--nodes", "3", "--nemesis", "isolate,kill"))
                .isEqualTo(254);

        assertThat(err.toString()).contains("at most 1").contains("power");
    }

    private static void zip(Path from, Path to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to));
                Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry("T01-power/" + from.relativize(file)));
                zip.write(Files.readAllBytes(file));
            }
        }
    }
}
