package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Suites as CI calls them. */
class SuiteCommandTest extends OnTheCommandLine {
    private static final Path DOCS = Path.of("..", "docs", "ci");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        Path file = folder.resolve("suite.yaml");
        Files.writeString(file, text);
        return file;
    }

    private int suite(Path file, String... more) {
        return refuteAfresh(
                Stream.concat(Stream.of("suite", file.toString(), "--out", store().toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path store() {
        return folder.resolve("store");
    }

    private String result(String name) throws IOException {
        return Files.readString(store().resolve("suite").resolve(name));
    }

    /** One with a witness under every seed, one sound. */
    private static final String MIXED = """
            defaults: {system: atom, time-limit: 300ms, rate: 2000}
            scenarios:
              - name: sound
              - {name: broken, mutant: forgets-writes, seeds: 1..2}
            """;

    @Test
    void the_suite_of_the_documents_is_valid_and_each_cell_leaves_a_run_folder() throws IOException {
        assertThat(suite(DOCS.resolve("suite.yaml"), "--jobs", "2"))
                .as(err.toString() + out)
                .isZero();

        assertThat(out.toString()).contains("VALID  suite example").contains("16 valid");
        assertThat(result("results.ndjson").lines()).hasSize(18);
        assertThat(result("junit.xml")).contains("<testsuite name=\"example.kv-storms\" tests=\"4\" failures=\"0\"");
        assertThat(result("summary.md")).startsWith("## ✅ example: 16 valid");
        try (Stream<Path> files = Files.list(store().resolve("kv-storms"))) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(run -> assertThat(run.resolve("report.html")).exists());
        }
        assertThat(refuteAfresh("check", store().resolve("latest").toString())).isZero();
    }

    @Test
    void a_witness_makes_the_suite_invalid_and_is_told_with_the_command_that_runs_it_again() throws IOException {
        assertThat(suite(file(MIXED))).as(err.toString()).isEqualTo(1);

        assertThat(out.toString())
                .contains("INVALID  suite suite: 2 invalid, 1 valid")
                .contains("broken seed=1")
                .contains("report.html")
                .contains("./refute run atom register");
        assertThat(result("artefacts.txt").lines().skip(4)).hasSize(2).allMatch(run -> Files.isDirectory(Path.of(run)));
    }

    @Test
    void a_retry_does_not_hide_the_first_try() throws IOException {
        assertThat(suite(file(MIXED), "--retries", "1", "--json")).isEqualTo(1);

        assertThat(out.toString().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"cell\":\"broken seed=1\",\"verdict\":\"invalid\"")
                        .containsPattern("\"tries\":\\[\\{\"verdict\":\"invalid\".*\\},\\{\"verdict\":"))
                .last()
                .asString()
                .contains("\"exitCode\":1");
    }

    @Test
    void what_is_in_quarantine_is_run_and_told_and_does_not_count() throws IOException {
        Path file = file(MIXED + """
                quarantine:
                  - {scenario: broken, until: 9999-12-31, reason: known since the beginning}
                """);

        assertThat(suite(file)).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("VALID  suite suite: 2 quarantined, 1 valid")
                .contains("quarantined: invalid")
                .contains("in quarantine until 9999-12-31: known since the beginning");
        assertThat(result("junit.xml")).contains("skipped=\"2\"");
    }

    @Test
    void after_the_first_failure_nothing_more_is_begun_if_it_is_to_fail_fast() throws IOException {
        Path file = file("""
                fail-fast: true
                scenarios:
                  - {name: broken, system: atom, mutant: forgets-writes, time-limit: 300ms, rate: 2000, seeds: 1..500}
                """);

        assertThat(suite(file)).isEqualTo(1);

        assertThat(out.toString()).contains("1 invalid, 499 not run");
        assertThat(result("results.ndjson")).contains("\"omission\":\"fail-fast\"");
    }

    @Test
    void what_does_not_fit_into_the_budget_is_not_begun_and_the_suite_is_unknown() throws IOException {
        Path file = file("""
                budget: 20s
                scenarios:
                  - {name: long, system: atom, time-limit: 1h}
                  - {name: short, system: atom, time-limit: 1s}
                """);

        assertThat(suite(file)).isEqualTo(2);

        assertThat(out.toString())
                .contains("UNKNOWN  suite suite: 1 not run, 1 valid")
                .contains("the budget of the suite was spent");
        assertThat(result("junit.xml")).contains("<error type=\"unknown\" message=\"not run: the budget");
    }

    @Test
    void shards_share_the_cells_and_merge_into_one_result() throws IOException {
        Path file = file(MIXED);
        List<String> folders = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            folders.add(folder.resolve("shard-" + n).toString());
            assertThat(suite(file, "--shard", n + "/2", "--results", folders.getLast()))
                    .isIn(0, 1);
        }

        assertThat(refuteAfresh("suite", "--merge", String.join(",", folders), "--results", folder + "/all"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("2 invalid, 1 valid").doesNotContain("missing");
        assertThat(refuteAfresh("suite", "--merge", folders.getLast(), "--results", folder + "/all"))
                .isIn(1, 2);
        assertThat(out.toString()).contains("shard 1/2 is missing").contains("of 3 cells are in no shard");
        assertThat(refuteAfresh(
                        "suite", "--merge", folders.getLast() + "," + folders.getLast(), "--out", folder + "/x"))
                .isEqualTo(254);
    }

    @Test
    void a_baseline_tells_what_is_new_and_what_was_mended() throws IOException {
        Path file = file(MIXED);
        assertThat(suite(file, "--results", folder + "/before")).isEqualTo(1);

        assertThat(suite(file, "--baseline", folder + "/before", "--seeds", "2..3"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("invalid (known)  broken seed=3").doesNotContain("(new)");
        file(MIXED.replace(", mutant: forgets-writes", ""));
        assertThat(suite(file, "--baseline", folder + "/before")).isZero();
        assertThat(out.toString()).contains("mended since the baseline: broken seed=1");
        file(MIXED.replace("- name: sound", "- {name: sound, mutant: forgets-writes}"));
        assertThat(suite(file, "--baseline", folder + "/before")).isEqualTo(1);
        assertThat(out.toString()).contains("invalid (new)  sound seed=1");
        assertThat(result("summary.md")).contains("sound seed=1 (new)");
    }

    @Test
    void a_suite_that_is_told_to_stop_judges_what_it_was_at_and_writes_what_it_has() throws Exception {
        Path file = file("""
                scenarios:
                  - {name: short, system: atom, time-limit: 1s}
                  - {name: long, system: atom, time-limit: 10m, seeds: 1..3}
                """);
        Process harness = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "suite",
                        file.toString(),
                        "--out",
                        store().toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = harness.inputReader()) {
            // The first cell has ended; the second is there when its folder is.
            lines.lines()
                    .filter(line -> line.contains("1/4  valid"))
                    .findFirst()
                    .orElseThrow();
            awaitFolder(store().resolve("long"));
            new ProcessBuilder("kill", "-INT", Long.toString(harness.pid()))
                    .start()
                    .waitFor();
            String rest = lines.lines().collect(Collectors.joining("\n"));

            assertThat(harness.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(harness.exitValue()).as(rest).isEqualTo(2);
            assertThat(rest).contains("UNKNOWN  suite suite: 1 unknown, 2 not run, 1 valid");
        } finally {
            harness.destroyForcibly();
        }
        assertThat(result("results.ndjson"))
                .contains("it was stopped before its end")
                .contains("\"omission\":\"stopped\"")
                .contains("\"exitCode\":2");
        assertThat(result("junit.xml")).contains("tests=\"4\"");
    }

    private static void awaitFolder(Path wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(wanted)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void all_that_is_wrong_with_a_suite_is_told_at_once_with_its_lines_and_nothing_is_run() throws IOException {
        Path file = file("""
                scenarios:
                  - name: a
                    system: etdc
                    nodes: [3, 9, x]
                    seeds: 1-5
                  - name: b
                    system: atom
                    workload: registr
                    nemesis: [kil, kill]
                    time-limit: 60
                    reads: dirty
                    out: elsewhere
                quarantine:
                  - {scenario: a, until: 2020-01-01, reason: old}
                """);

        assertThat(suite(file, "--shard", "5/4", "--jobs", "0", "--budget", "1", "--seeds", "x"))
                .isEqualTo(254);

        assertThat(lines(err.toString()))
                .contains("--shard", "--jobs", "--budget", "--seeds")
                .contains("3", "4", "5", "8", "9", "10", "11", "12", "14");
        assertThat(err.toString())
                .contains(":3: system etdc: there is none of this name (did you mean etcd?")
                .contains(":4: nodes: 9 is not 1 to 7")
                .contains(":4: nodes: Invalid value for option '--nodes'")
                .contains(":12: 'out' is unknown here");
        assertThat(store()).doesNotExist();
    }

    @Test
    void what_else_is_wrong_is_told_where_the_system_is_not_known() throws IOException {
        Path file = file("""
                scenarios:
                  - name: a
                    system: kvv
                    world: mars
                    nemesis: storms
                    seeds: 1
                """);

        assertThat(suite(file)).isEqualTo(254);

        assertThat(err.toString())
                .contains(":3: system kvv: there is none of this name (did you mean kv?;")
                .contains(":4: world mars: there is none of this name")
                .contains(":5: nemesis storms: there is none of this name");
    }

    @Test
    void a_matrix_of_millions_is_refused_with_the_number_and_nothing_is_run() throws IOException {
        Path file = file("""
                scenarios:
                  - name: a
                    system: atom
                    nodes: [1, 2]
                    seeds: 1..1000000
                """);

        assertThat(suite(file)).isEqualTo(254);

        assertThat(err.toString()).contains(":2: scenario a has 2,000,000 cells (2 of nodes, 1,000,000 seeds)");
        assertThat(store()).doesNotExist();
    }

    /** What each problem is about: the line of the file, or the option. */
    private static Set<String> lines(String errors) {
        return Pattern.compile("^refute: (?:.*?suite\\.yaml:([0-9]+)|(--[a-z]+)):", Pattern.MULTILINE)
                .matcher(errors)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_cell_whose_system_is_not_there_does_not_keep_the_others_from_being_run() throws IOException {
        Path file = file("""
                scenarios:
                  - {name: gone, system: etcd, world: processes, binary: /nowhere/etcd, time-limit: 1s}
                  - {name: sound, system: atom, time-limit: 1s}
                """);

        assertThat(suite(file)).isEqualTo(254);

        assertThat(out.toString())
                .contains("REFUSED  suite suite: 1 refused, 1 valid")
                .contains("/nowhere/etcd");
    }

    @Test
    void cells_are_listed_with_what_is_expected_of_them() {
        assertThat(suite(DOCS.resolve("suite.yaml"), "--list", "--shard", "1/3"))
                .isZero();
        long third = out.toString().lines().count();
        assertThat(suite(DOCS.resolve("suite.yaml"), "--list")).isZero();

        assertThat(out.toString().lines()).hasSize(16).anyMatch(line -> line.endsWith("kv-storms nodes=5 seed=2"));
        assertThat(third).isBetween(1L, 15L);
        assertThat(store()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml", "kubernetes-job.yaml"})
    void the_files_for_ci_are_yaml_and_their_options_exist(String name) throws IOException {
        String text = Files.readString(DOCS.resolve(name));
        Iterable<Object> documents = new Load(LoadSettings.builder().build()).loadAllFromString(text);
        assertThat(documents).isNotEmpty();
        refuteAfresh("suite", "--help");
        Set<String> used = Pattern.compile("(?m)^.*suite .*(?:\\n.*--out.*)?")
                .matcher(text)
                .results()
                .flatMap(line ->
                        Pattern.compile("--[a-z]+").matcher(line.group()).results())
                .map(option -> option.group())
                .collect(Collectors.toSet());
        assertThat(used)
                .isNotEmpty()
                .allSatisfy(option -> assertThat(out.toString()).contains(option));
    }
}
