package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code refute spec}: what it shows, answers, and refuses. */
class SpecCommandTest extends OnTheCommandLine {
    @TempDir
    Path folder;

    private String spec(String body, String config) throws IOException {
        Files.writeString(folder.resolve("Mine.cfg"), config);
        return Files.writeString(
                        folder.resolve("Mine.tla"), "---- MODULE Mine ----\nEXTENDS Naturals\n" + body + "\n====\n")
                .toString();
    }

    /** What is kept is kept in the folder of the test. */
    private int check(String... words) {
        List<String> all = new ArrayList<>(List.of("spec", "check"));
        all.addAll(List.of(words));
        all.addAll(List.of("--out", folder.resolve("store").toString()));
        return refute(all.toArray(String[]::new));
    }

    @Test
    void the_first_example_is_refuted_step_by_step() {
        assertThat(check("Bank", "--workers", "1")).isEqualTo(1);
        assertThat(out.toString())
                .contains("1  Initial predicate")
                .contains("balance = [alice |-> 2, bob |-> 2]")
                .contains("Transfer")
                .contains("-> -")
                .contains("invalid  Bank (small): Invariant NoOverdraft is violated.")
                .contains("different");
    }

    @Test
    void what_is_refuted_is_kept_as_a_page_and_as_data() throws IOException {
        assertThat(check("Bank", "--workers", "1")).isEqualTo(1);
        Path kept = folder.resolve("store/spec-Bank-small");
        assertThat(err.toString()).contains(kept.resolve("report.html").toString());
        assertThat(Files.readString(kept.resolve("report.html")))
                .contains("Bank (small)")
                .contains("Invariant NoOverdraft is violated.")
                .contains("● balance")
                .doesNotContain("<script");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(kept.resolve("check.json")))
                        .path("property")
                        .asString())
                .isEqualTo("NoOverdraft");
    }

    @Test
    void what_holds_keeps_nothing() {
        assertThat(check("Bank", "--model", "checked")).isZero();
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void with_the_check_it_holds() {
        assertThat(check("bank", "--model", "checked")).isZero();
        assertThat(out.toString()).contains("valid  Bank (checked): all states were seen, and every property holds");
    }

    @Test
    void a_mutant_is_looked_for_where_it_can_be_found_and_told_in_json() {
        assertThat(check("Bank", "--mutant", "lost", "--workers", "1", "--json"))
                .isEqualTo(1);
        JsonNode told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.path("verdict").asString()).isEqualTo("invalid");
        assertThat(told.path("model").asString()).isEqualTo("checked");
        assertThat(told.path("kind").asString()).isEqualTo("invariant");
        assertThat(told.path("property").asString()).isEqualTo("MoneyIsKept");
        JsonNode last = told.path("counterexample")
                .path("steps")
                .path(told.path("counterexample").path("steps").size() - 1);
        assertThat(last.path("action").asString()).isEqualTo("Transfer");
        assertThat(last.path("state").path("balance").path("alice").isNumber()).isTrue();
        assertThat(last.path("changes").size()).isPositive();
    }

    @Test
    void a_spec_in_a_file_is_checked_with_the_model_beside_it() throws IOException {
        String file = spec("VARIABLE n\nInit == n = 0\nNext == n' = 1 - n", "INIT Init\nNEXT Next\n");
        assertThat(check(file)).isZero();
        assertThat(out.toString()).contains("2 different");
    }

    @Test
    void a_budget_that_is_spent_is_unknown() throws IOException {
        String file = spec("VARIABLE n\nInit == n = 0\nNext == n' = n + 1", "INIT Init\nNEXT Next\n");
        assertThat(check(file, "--states", "1000")).isEqualTo(2);
        assertThat(out.toString()).contains("unknown").contains("the budget of 1,000 states was spent");
    }

    @Test
    void what_does_not_parse_is_told_once_with_its_place() throws IOException {
        String file = spec("VARIABLE n\nInit == n = = 0", "INIT Init\nNEXT Next\n");
        assertThat(check(file)).isEqualTo(254);
        assertThat(err.toString()).containsOnlyOnce("Mine.tla:4:15");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void names_and_options_that_make_no_sense_are_refused() {
        assertThat(check("Bnak")).isEqualTo(254);
        assertThat(check("Bank", "--model", "smal")).isEqualTo(254);
        assertThat(check("Bank", "--mutant", "unchekced")).isEqualTo(254);
        assertThat(check("Bank", "--workers", "0", "--states", "0")).isEqualTo(254);
        assertThat(check("Bank", "--resume", folder.toString())).isEqualTo(254);
        assertThat(check("Bank", "--tlc-jar", "nowhere.jar")).isEqualTo(254);
        assertThat(check("nowhere.tla")).isEqualTo(254);
        assertThat(refute("spec")).isEqualTo(254);
        assertThat(err.toString())
                .contains("did you mean Bank?")
                .contains("did you mean small?")
                .contains("did you mean unchecked?")
                .contains("--workers")
                .contains("--states")
                .contains("no checkpoint")
                .contains("nowhere.jar")
                .contains("nowhere.tla");
    }

    @Test
    void the_specs_are_listed() {
        assertThat(refute("spec", "list")).isZero();
        assertThat(refute("list", "specs")).isZero();
        assertThat(out.toString())
                .contains("Bank")
                .contains("Raft")
                .contains("--mutant M12")
                .contains("[refutes");
    }
}
