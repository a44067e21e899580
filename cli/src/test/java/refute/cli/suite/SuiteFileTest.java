package refute.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;

class SuiteFileTest {
    private static final Set<String> OPTIONS =
            Set.of("nodes", "nemesis", "world", "version", "set", "schedule", "time-limit");
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    @TempDir
    Path folder;

    private final List<String> checked = new ArrayList<>();

    private Suite read(String text) throws IOException {
        Path file = folder.resolve("suite.yaml");
        Files.writeString(file, text);
        return SuiteFile.read(file, OPTIONS, variant -> checked.add(String.join(" ", variant.words())), TODAY);
    }

    /** What is wrong, each with its line and without the folder. */
    private List<String> wrong(String text) {
        return catchThrowableOfType(BadInput.class, () -> read(text)).problems().stream()
                .map(problem -> problem.toString().replace(folder + "/suite.yaml", ""))
                .toList();
    }

    private static String ids(Suite suite) {
        return suite.cells().stream().map(Cell::id).collect(Collectors.joining("\n"));
    }

    @Test
    void every_list_is_varied_and_named_in_one_order() throws IOException {
        Suite suite = read("""
                scenarios:
                  - name: storms
                    system: kv
                    version: [3.10]
                    nodes: [3, 5]
                    nemesis: [kill, [partition, pause]]
                    seeds: 1..2
                """);

        assertThat(suite.name()).isEqualTo("suite");
        assertThat(ids(suite)).isEqualTo("""
                storms nemesis=kill nodes=3 version=3.10 seed=1
                storms nemesis=kill nodes=3 version=3.10 seed=2
                storms nemesis=kill nodes=5 version=3.10 seed=1
                storms nemesis=kill nodes=5 version=3.10 seed=2
                storms nemesis=partition,pause nodes=3 version=3.10 seed=1
                storms nemesis=partition,pause nodes=3 version=3.10 seed=2
                storms nemesis=partition,pause nodes=5 version=3.10 seed=1
                storms nemesis=partition,pause nodes=5 version=3.10 seed=2""");
        assertThat(checked).hasSize(4).first().isEqualTo("--nemesis=kill --nodes=3 --version=3.10 --name=storms -- kv");
    }

    @Test
    void what_a_scenario_says_goes_before_the_defaults() throws IOException {
        Suite suite = read("""
                suite: nightly
                jobs: 4
                budget: 45m
                retries: 2
                fail-fast: true
                defaults:
                  nodes: [3, 5]
                  seeds: 7
                scenarios:
                  - {name: a, system: kv, workload: set}
                  - {name: b, system: kv, nodes: 1, seeds: [8, 9]}
                """);

        assertThat(suite.settings()).isEqualTo(new Suite.Settings(4, Optional.of(Duration.ofMinutes(45)), 2, true));
        assertThat(ids(suite)).isEqualTo("a nodes=3 seed=7\na nodes=5 seed=7\nb seed=8\nb seed=9");
        assertThat(checked).contains("--nodes=3 --name=a -- kv set");
    }

    @Test
    void defaults_have_neither_a_name_nor_what_is_excluded() {
        assertThat(wrong("""
                defaults: {name: all, nods: 3}
                scenarios: [{name: a, system: kv}]
                """))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith(":1: "))
                .anyMatch(problem -> problem.contains("'name' is unknown here"))
                .anyMatch(problem -> problem.contains("'nods' is unknown here (did you mean nodes?)"));
    }

    @Test
    void settings_of_the_system_may_vary_together() throws IOException {
        Suite suite = read("""
                scenarios:
                  - name: a
                    system: kv
                    set: [{sessions: true, snapshot-count: 10}, {sessions: false}]
                """);

        assertThat(ids(suite)).isEqualTo("a set=sessions=true,snapshot-count=10 seed=1\na set=sessions=false seed=1");
        assertThat(checked.getFirst()).startsWith("--set=sessions=true --set=snapshot-count=10 ");
    }

    @Test
    void a_schedule_is_beside_the_suite() throws IOException {
        read("""
                scenarios: [{name: a, system: kv, schedule: storms/one.json}]
                """);

        assertThat(checked.getFirst()).startsWith("--schedule=" + folder.resolve("storms/one.json") + " ");
    }

    @Test
    void what_is_excluded_is_no_cell() throws IOException {
        Suite suite = read("""
                scenarios:
                  - name: a
                    system: kv
                    nodes: [3, 5]
                    nemesis: [kill, pause]
                    exclude: [{nodes: 5, nemesis: kill}]
                """);

        assertThat(suite.cells()).hasSize(3);
        assertThat(ids(suite)).doesNotContain("nemesis=kill nodes=5");
    }

    @Test
    void a_quarantine_is_of_some_cells_until_the_end_of_a_day() throws IOException {
        Suite suite = read("""
                scenarios:
                  - {name: a, system: kv, nodes: [3, 5], seeds: 1..3}
                quarantine:
                  - scenario: a
                    nodes: 5
                    seeds: 2..9
                    until: 2026-12-01
                    reason: stale reads, being looked at
                """);

        assertThat(suite.cells().stream()
                        .filter(cell -> suite.quarantine(cell).isPresent())
                        .map(Cell::id))
                .containsExactly("a nodes=5 seed=2", "a nodes=5 seed=3");
        assertThat(suite.quarantine(suite.cells().getLast()))
                .contains("in quarantine until 2026-12-01: stale reads, being looked at");
    }

    @Test
    void quarantines_that_are_over_or_of_nothing_are_refused() {
        assertThat(wrong("""
                scenarios:
                  - {name: abc, system: kv, nodes: [3, 5], seeds: 1..3}
                quarantine:
                  - {scenario: abc, until: 2026-11-30, reason: r}
                  - {scenario: abc, until: tomorrow, reason: r}
                  - {scenario: abd, until: 2027-01-01, reason: r}
                  - {scenario: abc, nodes: 7, until: 2027-01-01, reason: r}
                  - {scenario: abc, seeds: 4, until: 2027-01-01, reason: r}
                  - {scenario: abc}
                """))
                .containsExactlyInAnyOrder(
                        ":4: the quarantine of abc ended on 2026-11-30 (take the entry out, or look again and give it a later day)",
                        ":5: 'tomorrow' is no date (such as 2027-01-31)",
                        ":6: there is no scenario 'abd' (did you mean abc?)",
                        ":7: there is nothing to quarantine: no cell of abc is so (values are written as in the scenario)",
                        ":8: there is nothing to quarantine: no cell of abc is so (values are written as in the scenario)",
                        ":9: 'until' is missing",
                        ":9: 'reason' is missing");
    }

    @Test
    void all_that_is_wrong_with_a_file_is_told_with_its_line() {
        assertThat(wrong("""
                suites: nightly
                jobs: 0
                budget: 45
                retries: many
                fail-fast: perhaps
                scenarios:
                  - name: latest
                    system: kv
                    seeds: 5..1
                    nods: 3
                  - system: kv
                    nodes: [3, 3]
                  - name: b
                    nemesis: []
                  - c
                  - name: d
                    system: kv
                    system: etcd
                    time-limit:
                  - {name: d, system: !secret kv}
                """))
                .containsExactlyInAnyOrder(
                        ":1: 'suites' is unknown here (did you mean suite?)",
                        ":2: '0' is no whole number from 1 to 256",
                        ":3: '45' is not a duration (write a number with its unit, such as 60s, 1m30s, 500ms)",
                        ":4: 'many' is no whole number from 0 to 10",
                        ":5: 'perhaps' is neither true nor false",
                        ":7: 'latest' cannot name a run (use letters, digits, dots, hyphens; not latest)",
                        ":9: the range 5..1 is empty (the smaller seed comes first)",
                        ":10: 'nods' is unknown here (did you mean nodes?)",
                        ":11: 'name' is missing",
                        ":12: '3' stands twice in 'nodes' (name each once)",
                        ":13: 'system' is missing (what to test; see refute list systems)",
                        ":14: 'nemesis' is an empty list (a scenario would have no cell)",
                        ":15: a scenario has keys, each with a value (such as name: nightly)",
                        ":18: 'system' stands on line 17 already (keep one of them)",
                        ":19: a value is expected here (such as a name or a number)",
                        ":20: the scenario on line 16 is called 'd' too (rename one)",
                        ":20: the tag !secret means nothing here (leave it out)");
    }

    @Test
    void what_is_wrong_with_a_variant_is_told_on_the_line_of_the_value() throws IOException {
        Path file = folder.resolve("suite.yaml");
        Files.writeString(file, """
                scenarios:
                  - name: a
                    system: kv
                    nodes:
                      - 3
                      - 9
                    nemesis: [kill, pause]
                """);
        CellCheck check = variant -> {
            if (variant.name().contains("nodes=9")) {
                throw new BadInput("--nodes", "9 is not 1 to 7", "");
            }
        };

        BadInput bad = catchThrowableOfType(BadInput.class, () -> SuiteFile.read(file, OPTIONS, check, TODAY));

        assertThat(bad.problems()).singleElement().hasToString(file + ":6: nodes: 9 is not 1 to 7");
    }

    @Test
    void a_matrix_of_millions_is_refused_with_the_number_and_none_of_it_made() {
        assertThat(wrong("""
                scenarios:
                  - {name: a, system: [kv, etcd], nodes: [1, 3, 5, 7], seeds: 1..999999999999}
                  - {name: b, system: kv, seeds: 1..1000000}
                """))
                .containsExactly(
                        ":2: scenario a has 7,999,999,999,992 cells (4 of nodes, 2 of system, 999,999,999,999 seeds), more"
                                + " than the 10,000 that a suite may have (take fewer seeds or values)",
                        ":3: scenario b has 1,000,000 cells (1,000,000 seeds), more than the 10,000 that a suite may have"
                                + " (take fewer seeds or values)");
        assertThat(checked).isEmpty();
    }

    @Test
    void many_scenarios_are_counted_together() {
        assertThat(wrong("""
                defaults: {system: kv, seeds: 1..4000}
                scenarios: [{name: a}, {name: b}, {name: c}]
                """))
                .containsExactly(
                        ": the scenarios have 12,000 cells together, more than the 10,000 that a suite may have"
                                + " (take fewer seeds or values, or several files)");
    }

    @Test
    void other_seeds_are_bounded_too() throws IOException {
        Suite suite = read("scenarios: [{name: a, system: kv}]");

        assertThat(ids(suite.withSeeds(Seeds.parse("--seeds", "5..6")))).isEqualTo("a seed=5\na seed=6");
        assertThat(catchThrowableOfType(BadInput.class, () -> suite.withSeeds(Seeds.parse("--seeds", "1..1000000"))))
                .hasMessageContaining("1,000,000 cells");
    }

    @Test
    void an_anchor_may_be_used_again_but_not_to_fill_the_memory() throws IOException {
        assertThat(ids(read("""
                scenarios:
                  - {name: a, system: kv, nodes: &n [3, 5]}
                  - {name: b, system: kv, nodes: *n}
                """))).contains("b nodes=5");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int n = 1; n < 8; n++) {
            bomb.append("a" + n + ": &a" + n + " [")
                    .append(("*a" + (n - 1) + ",").repeat(10))
                    .append("]\n");
        }

        assertThat(wrong(bomb.toString())).singleElement().asString().contains("more than");
        assertThat(wrong("a: &a [*a]")).singleElement().asString().contains("nested more than");
    }

    @Test
    void what_is_no_yaml_is_refused_with_the_line() {
        assertThat(wrong("scenarios:\n  - {name: a\n  - b"))
                .singleElement()
                .asString()
                .startsWith(":")
                .contains("is no YAML");
        assertThat(wrong("")).containsExactly(": is empty (it needs scenarios)");
        assertThat(wrong("a\n---\nb")).singleElement().asString().contains("is no YAML");
        assertThat(wrong("just a word")).singleElement().asString().contains("a suite has keys");
    }

    @Test
    void what_cannot_be_read_is_refused() throws IOException {
        assertThat(catchThrowableOfType(
                        BadInput.class, () -> SuiteFile.read(folder.resolve("none.yaml"), OPTIONS, v -> {}, TODAY)))
                .hasMessageContaining("there is no such file");
        assertThat(catchThrowableOfType(BadInput.class, () -> SuiteFile.read(folder, OPTIONS, v -> {}, TODAY)))
                .hasMessageContaining("cannot be read");
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xC3, (byte) 0x28, 0});
        assertThat(catchThrowableOfType(BadInput.class, () -> SuiteFile.read(binary, OPTIONS, v -> {}, TODAY)))
                .hasMessageContaining("no text in UTF-8");
        Path large = folder.resolve("large.yaml");
        Files.writeString(large, "#".repeat((1 << 20) + 1), StandardCharsets.US_ASCII);
        assertThat(catchThrowableOfType(BadInput.class, () -> SuiteFile.read(large, OPTIONS, v -> {}, TODAY)))
                .hasMessageContaining("larger than 1024 KiB");
    }
}
