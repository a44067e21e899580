package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as users and scripts see it: output, messages, exit codes. */
class CommandLineTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    private int runAtom(String... more) {
        String[] words = Stream.concat(
                        Stream.of("run", "atom", "--time-limit", "2s", "--out", folder.toString(), "--seed", "1"),
                        Stream.of(more))
                .toArray(String[]::new);
        return refute(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "suite",
                "check",
                "replay",
                "shrink",
                "report",
                "serve",
                "list",
                "doctor",
                "proxy",
                "scorecard"
            })
    void every_command_has_help_with_examples(String command) {
        assertThat(refute(command, "--help")).isZero();
        assertThat(out.toString()).contains("Examples:").contains("refute " + command);
    }

    @Test
    void an_error_of_the_harness_does_not_end_like_an_invalid_verdict() {
        PrintWriter broken = new PrintWriter(out) {
            @Override
            public void write(String text, int from, int length) {
                throw new NoClassDefFoundError("refute/Gone");
            }
        };
        assertThat(Main.run(Console.into(broken, new PrintWriter(err, true)), "list"))
                .isEqualTo(255);
        assertThat(err.toString()).contains("the harness failed").contains("refute/Gone");
    }

    @Test
    void a_run_of_a_sound_system_is_valid() {
        assertThat(runAtom()).as(err.toString()).isZero();
        assertThat(out.toString()).contains("VALID").contains("report.html").contains("./refute run atom register");
    }

    @Test
    void a_run_of_a_system_that_forgets_writes_is_invalid() {
        assertThat(runAtom("--mutant", "forgets-writes")).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("INVALID");
    }

    @Test
    void a_run_of_the_store_of_this_repository_needs_nothing_else_and_is_valid() {
        assertThat(refute("run", "kv", "--nemesis", "none", "--time-limit", "10s", "--out", folder.toString()))
                .as(err.toString() + out)
                .isZero();
        assertThat(out.toString()).contains("VALID").contains("processes").contains("./refute run kv register");
        assertThat(folder.resolve("latest/nodes/n3/log-1.txt")).exists();
    }

    @Test
    void a_setting_that_the_store_does_not_have_is_answered_with_those_near_it() {
        assertThat(refute("run", "kv", "--set", "snapshot-cuont=1", "--out", folder.toString()))
                .isEqualTo(254);
        assertThat(err.toString()).contains("snapshot-cuont").contains("did you mean snapshot-count?");
    }

    @Test
    void a_simulated_run_has_a_hash_and_repeats() {
        assertThat(runKv("--json", "--seed", "7")).as(err.toString()).isZero();
        assertThat(runKv("--json", "--seed", "7")).isZero();
        assertThat(runKv("--json", "--seed", "8")).isZero();

        List<String> hashes = out.toString()
                .lines()
                .map(line -> line.replaceAll(".*\"hash\":\"([0-9a-f]{16})\".*", "$1"))
                .toList();
        assertThat(hashes.get(0)).hasSize(16).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void a_campaign_keeps_nothing_of_good_runs() throws IOException {
        assertThat(runKv("--seed", "7", "--count", "5", "--jobs", "2"))
                .as(err.toString())
                .isIn(0, 2);

        assertThat(out.toString()).contains("5 simulated runs").contains("schedules/s");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_campaign_has_one_hash_however_many_runs_go_on_at_once() {
        List<String> hashes = new ArrayList<>();
        for (List<String> words : List.of(
                List.of("--seed", "7", "--jobs", "1"),
                List.of("--seed", "7", "--jobs", "2"),
                List.of("--seed", "8", "--jobs", "2"))) {
            out = new StringWriter();
            runKv(Stream.concat(words.stream(), Stream.of("--count", "4", "--json"))
                    .toArray(String[]::new));
            hashes.add(out.toString().strip().replaceAll(".*\"hashOfAll\":\"([0-9a-f]{16})\".*", "$1"));
        }
        assertThat(hashes.get(0)).hasSize(16).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void a_campaign_ends_with_the_first_failure_and_the_command_that_repeats_it() {
        assertThat(runKv("--seed", "7", "--count", "500", "--mutant", "M02")).isEqualTo(1);

        String again = out.toString()
                .lines()
                .filter(line -> line.contains("./refute run"))
                .findFirst()
                .orElseThrow();
        String seed = again.replaceAll(".*--seed ([0-9]+).*", "$1");
        assertThat(out.toString()).contains("seed " + seed + ", hash ").contains("INVALID");
        String[] words = again.substring(again.indexOf("./refute run") + "./refute ".length())
                .split(" ");
        assertThat(refute(Stream.concat(Stream.of(words), Stream.of("--out", folder.toString()))
                        .toArray(String[]::new)))
                .isEqualTo(1);
    }

    @Test
    void a_scorecard_says_who_saw_a_mutant() throws IOException {
        int exit = refute(
                "scorecard", "kv", "--mutants", "M02", "--time-limit", "2s", "--out", folder.toString(), "--json");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"mutant\":\"M02\"").contains("\"judge\":\"outside\"");
        assertThat(Files.readString(folder.resolve("scorecard.md"))).contains("| M02: ");
        assertThat(folder.resolve("scorecard.json")).exists();
    }

    @Test
    void a_scorecard_of_the_tree_tells_power_loss_from_kill() throws IOException {
        int exit = refute(
                "scorecard",
                "tree",
                "--mutants",
                "T01",
                "--judges",
                "kill,power",
                "--budget",
                "1s",
                "--out",
                folder.toString(),
                "--json");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("\"judge\":\"kill\"")))
                .singleElement()
                .asString()
                .contains("\"killed\":false");
        assertThat(out.toString().lines().filter(line -> line.contains("\"judge\":\"power\"")))
                .singleElement()
                .asString()
                .contains("\"killed\":true");
        assertThat(Files.readString(folder.resolve("evidence/T01-power/failure.txt")))
                .contains("were promised")
                .contains("\nflush\n");
        assertThat(folder.resolve("evidence/T01-power/image/format")).exists();
    }

    @Test
    void a_judge_that_a_library_does_not_have_is_refused_with_those_it_has() {
        assertThat(refute("scorecard", "tree", "--judges", "jury")).isEqualTo(254);
        assertThat(err.toString()).contains("jury").contains("schedules");
    }

    private int runKv(String... more) {
        return refute(Stream.concat(
                        Stream.of(
                                "run", "kv", "--world", "simulation", "--time-limit", "3s", "--out", folder.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void json_is_alone_on_standard_output() {
        assertThat(runAtom("--json")).isZero();
        assertThat(out.toString().lines()).hasSize(1).first().asString().startsWith("{\"verdict\":\"valid\"");
    }

    @Test
    void a_run_folder_has_what_it_takes_to_judge_it_again() {
        runAtom();
        Path latest = folder.resolve("latest");
        assertThat(latest.resolve("run.json")).exists();
        assertThat(latest.resolve("history.refute")).exists();
        assertThat(latest.resolve("schedule.json")).exists();
        assertThat(latest.resolve("report.html")).exists();
        assertThat(refute("check", latest.toString())).isZero();
        assertThat(refute("report", latest.toString())).isZero();
    }

    @Test
    void the_command_that_runs_again_is_understood() {
        runAtom();
        String again = out.toString()
                .lines()
                .filter(line -> line.contains("./refute run"))
                .findFirst()
                .orElseThrow();
        String[] words = again.substring(again.indexOf("run")).split(" ");
        assertThat(refute(Stream.concat(Stream.of(words), Stream.of("--out", folder.toString()))
                        .toArray(String[]::new)))
                .isZero();
    }

    @Test
    void all_that_is_wrong_with_a_command_line_is_told_at_once() {
        assertThat(refute(
                        "run",
                        "atom",
                        "registr",
                        "--nodes",
                        "9",
                        "--time-limit",
                        "60",
                        "--reads",
                        "dirty",
                        "--nemesis",
                        "kil,pause",
                        "--concurrency",
                        "many",
                        "--rate",
                        "-1"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("registr")
                .contains("register")
                .contains("--nodes")
                .contains("--time-limit")
                .contains("--reads")
                .contains("kil")
                .contains("--concurrency")
                .contains("--rate");
    }

    @Test
    void what_is_no_number_does_not_hide_what_else_is_wrong() {
        assertThat(refute(
                        "run", "etdc", "--rate", "x", "--nodes", "9", "--seed", "one", "--reads", "dirty", "--nemesys"))
                .isEqualTo(254);
        assertThat(err.toString())
                .contains("'--rate': 'x'")
                .contains("'--seed': 'one'")
                .contains("--nemesys")
                .contains("--nemesis")
                .contains("did you mean etcd?")
                .contains("--nodes: 9")
                .contains("--reads")
                .containsOnlyOnce("see refute run --help");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void help_is_given_even_if_the_rest_is_wrong() {
        assertThat(refute("run", "--rate", "x", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:");
    }

    @Test
    void an_unknown_system_is_answered_with_those_near_it() {
        assertThat(refute("run", "etdc")).isEqualTo(254);
        assertThat(err.toString()).contains("etdc").contains("etcd");
    }

    @Test
    void an_unknown_option_is_answered_with_those_near_it() {
        assertThat(refute("run", "atom", "--nemesys", "kill")).isEqualTo(254);
        assertThat(err.toString()).contains("--nemesys").contains("--nemesis").contains("--help");
    }

    @Test
    void a_fault_that_the_world_cannot_do_is_refused_before_anything_starts() {
        assertThat(runAtom("--nemesis", "kill")).isEqualTo(254);
        assertThat(err.toString()).contains("kill");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_schedule_file_with_several_mistakes_is_answered_with_all_of_them() throws IOException {
        Path schedule = folder.resolve("bad.json");
        Files.writeString(schedule, """
                {"version": 1, "faults": [
                  {"start": "5", "duration": "10s", "fault": "partition", "shape": "isolate", "target": "leader", "cut": "stalled"},
                  {"start": "5s", "duration": "10s", "fault": "earthquake"},
                  {"start": "5s", "fault": "kill", "target": "everybody"}
                ]}
                """);
        assertThat(refute("run", "atom", "--schedule", schedule.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("earthquake").contains("everybody").contains("start");
    }

    @Test
    void a_file_that_is_no_history_is_refused() throws IOException {
        Path file = folder.resolve("garbage");
        Files.write(file, new byte[100_000]);
        assertThat(refute("check", file.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("garbage");
    }

    @Test
    void one_bad_file_does_not_keep_the_others_from_being_judged() throws IOException {
        Path bad = folder.resolve("bad.edn");
        Path good = folder.resolve("good.txt");
        Files.writeString(bad, "[{:type :invoke, :process 0");
        Files.writeString(good, "0 write 1 -> ok\n1 read -> ok 1\n");
        assertThat(refute("check", bad.toString(), good.toString(), "--format", "notation"))
                .isEqualTo(254);
        assertThat(out.toString()).contains("good.txt: valid");
    }

    @Test
    void a_stale_read_in_a_file_is_invalid_with_its_witness() throws IOException {
        Path file = folder.resolve("stale.txt");
        Files.writeString(file, "0 write 1 -> ok\n0 write 2 -> ok\n1 read -> ok 1\n");
        assertThat(refute("check", file.toString(), "--format", "notation")).isEqualTo(1);
        assertThat(out.toString()).contains("invalid").contains("read -> 1").contains("only have been 2");
    }

    @Test
    void options_of_check_that_make_no_sense_are_refused() {
        for (List<String> wrong :
                List.of(List.of("--budget", "0s"), List.of("--memory", "lots"), List.of("--failed-cas", "perhaps"))) {
            assertThat(refute("check", "x", wrong.getFirst(), wrong.getLast())).isEqualTo(254);
            assertThat(err.toString()).contains(wrong.getFirst());
        }
    }

    @Test
    void everything_that_can_be_named_is_listed() {
        assertThat(refute("list")).isZero();
        assertThat(out.toString())
                .contains("atom")
                .contains("etcd")
                .contains("kv")
                .contains("M07")
                .contains("register")
                .contains("partition")
                .contains("cas-register")
                .contains("forgets-writes");
    }
}
