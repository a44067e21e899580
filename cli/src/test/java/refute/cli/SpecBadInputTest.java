package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code refute spec} and what is wrong with specs and traces, as somebody meets it who types. */
class SpecBadInputTest extends OnTheCommandLine {
    private static final String STATE =
            ",'s':{'term':0,'vote':'','role':'follower','lastIndex':0,'lastTerm':0,'commit':0,'applied':0}}";
    private static final String START = "{'seq':1,'node':'n1','ev':'Restart','snapshot':0,'voters':['n1','n2']" + STATE;

    @TempDir
    Path folder;

    private String spec(String name, String body, String config) throws IOException {
        Files.writeString(folder.resolve(name + ".cfg"), config);
        String text =
                "---- MODULE " + name + " ----\nEXTENDS Naturals, Sequences, TLC\nVARIABLE n\n" + body + "\n====\n";
        return Files.writeString(folder.resolve(name + ".tla"), text).toString();
    }

    private int check(String file, String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("spec", "check", file, "--out", folder.resolve("store").toString()));
        words.addAll(List.of(more));
        return refute(words.toArray(String[]::new));
    }

    private String written() {
        return out.toString() + err;
    }

    // --- specs ---

    @Test
    void a_spec_that_does_not_parse_is_told_once_with_file_line_and_column() throws IOException {
        assertThat(check(spec("Odd", "Init == n = = 0\nNext == n' = n", "INIT Init\nNEXT Next\n")))
                .isEqualTo(254);
        assertThat(err.toString()).containsOnlyOnce("Odd.tla:4:15");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_deadlock_is_invalid_with_the_way_there() throws IOException {
        assertThat(check(spec("Stops", "Init == n = 0\nNext == n < 2 /\\ n' = n + 1", "INIT Init\nNEXT Next\n")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("invalid  Stops.tla: Deadlock").contains("n: 1 -> 2");
    }

    @Test
    void an_explosion_of_states_is_unknown_with_its_figures() throws IOException {
        String file = spec(
                "Explodes", "Init == n = <<>>\nNext == \\E i \\in 1..50 : n' = Append(n, i)", "INIT Init\nNEXT Next\n");
        assertThat(check(file, "--budget", "2s")).isEqualTo(2);
        assertThat(out.toString())
                .containsPattern("unknown  Explodes.tla: the budget of 2s was spent")
                .containsPattern("[1-9][0-9,]* states, [1-9][0-9,]* different, [1-9][0-9,]* waiting, depth");
    }

    @Test
    void an_assertion_of_the_spec_that_fails_is_a_verdict() throws IOException {
        String file = spec(
                "Asserts",
                "Init == n = 0\nNext == Assert(n < 2, \"never so far\") /\\ n' = n + 1",
                "INIT Init\nNEXT Next\n");
        assertThat(check(file)).isEqualTo(1);
        assertThat(out.toString()).contains("never so far").contains("n: 1 -> 2");
        assertThat(written()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void an_error_of_evaluation_is_a_verdict() throws IOException {
        String file = spec(
                "Fails", "Init == n = 0\nNext == n' = IF n < 2 THEN n + 1 ELSE Head(<<>>)", "INIT Init\nNEXT Next\n");
        assertThat(check(file)).isEqualTo(2);
        assertThat(out.toString())
                .contains("unknown  Fails.tla")
                .contains("Head")
                .contains("n: 1 -> 2");
        assertThat(written()).doesNotContain("\tat ");
    }

    @Test
    void a_stack_that_overflows_is_a_verdict() throws IOException {
        String file = spec(
                "Deep",
                "RECURSIVE F(_)\nF(x) == 1 + F(x + 1)\nInit == n = 0\nNext == n' = F(n)",
                "INIT Init\nNEXT Next\n");
        assertThat(check(file)).isEqualTo(2);
        assertThat(out.toString()).contains("unknown  Deep.tla").contains("StackOverflow");
        assertThat(written()).doesNotContain("\tat ");
    }

    @Test
    void two_specs_in_one_virtual_machine_do_not_disturb_each_other() throws Exception {
        // The same names mean other things in each of them.
        String three = spec("Three", "Init == n = 0\nNext == n' = (n + 1) % 3", "INIT Init\nNEXT Next\n");
        String seven = spec("Seven", "Init == n = 0\nNext == n' = (n + 1) % 7", "INIT Init\nNEXT Next\n");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> both = executor.invokeAll(List.<Callable<Integer>>of(
                    () -> check(three, "--workers", "1"), () -> check(seven, "--workers", "1")));
            assertThat(both).extracting(Future::get).containsExactly(0, 0);
        }
        assertThat(out.toString()).contains("3 different").contains("7 different");
    }

    // --- traces ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an unknown event | {'seq':2,'node':'n1','ev':'Comit','index':1 | :2: there is no event 'Comit' (did you mean Commit",
                "an unknown node | {'seq':2,'node':'n1','ev':'VoteResponse','from':'n9','granted':true | :2: there is no node n9",
                "a node that never began | {'seq':2,'node':'n2','ev':'Commit','index':1 | :2: n2 has not been started",
                "a missing field | {'seq':2,'node':'n1','ev':'Commit' | :2: Commit: index is missing",
                "a missing node | {'seq':2,'ev':'Commit','index':1 | :2: says not who",
                "a wrong type | {'seq':2,'node':'n1','ev':'Commit','index':'one' | :2: Commit: index is not a number",
                "another wrong type | {'seq':2,'node':'n1','ev':'VoteResponse','from':'n2','granted':1 | granted is not true or false",
                "a number beyond 32 bits | {'seq':2,'node':'n1','ev':'Commit','index':2147483648 | index is not a number from 0",
                "a number left out | {'seq':3,'node':'n1','ev':'Commit','index':1 | :2: has the number 3 after 1",
                "a number again | {'seq':1,'node':'n1','ev':'Commit','index':1 | :2: has the number 1 after 1",
                "no number | {'node':'n1','ev':'Commit','index':1 | :2: has no number",
            })
    void a_trace_with(String what, String event, String told) throws IOException {
        assertThat(conform(START + "\n" + event + STATE + "\n")).as(what).isEqualTo(254);
        assertThat(err.toString()).as(what).contains("bad.ndjson").contains(told);
        assertThat(written()).doesNotContain("\tat ");
    }

    @Test
    void a_trace_whose_last_line_is_cut_off() throws IOException {
        assertThat(conform(START + "\n{'seq':2,'node':'n1','ev':'Com")).isEqualTo(254);
        assertThat(err.toString()).contains("bad.ndjson:2: is no JSON object, or is cut off");
    }

    @Test
    void a_trace_of_nothing() throws IOException {
        assertThat(conform("")).isEqualTo(254);
        assertThat(err.toString()).contains("has no events");
    }

    private int conform(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.ndjson"), text.replace('\'', '"'));
        return refute("spec", "conform", "Raft", file.toString());
    }
}
