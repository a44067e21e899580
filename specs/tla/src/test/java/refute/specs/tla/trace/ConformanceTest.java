package refute.specs.tla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.trace.ConformanceResult.Finding;

/** What the engine says of traces: that they conform, or which event does not, and why. */
class ConformanceTest {
    private static final Pattern ARM = Pattern.compile("-> ([A-Za-z]+)\\(");

    /** The place of the first event of that name, from 0. */
    private static int first(List<String> lines, String event) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("\"ev\":\"" + event + "\"")) {
                return i;
            }
        }
        throw new AssertionError("no " + event);
    }

    private static List<String> changed(String trace, String event, String from, String to) {
        List<String> lines = new ArrayList<>(Traces.lines(trace));
        int at = first(lines, event);
        String line = lines.get(at).replaceFirst(from, to);
        assertThat(line).isNotEqualTo(lines.get(at));
        lines.set(at, line);
        return lines;
    }

    private static Finding.Unexplained unexplained(List<String> lines) {
        return (Finding.Unexplained) Traces.judge(Traces.numbered(lines)).finding();
    }

    @ParameterizedTest
    @ValueSource(strings = {Traces.ELECTIONS, Traces.SNAPSHOTS})
    void what_the_store_recorded_conforms_and_each_event_leaves_one_state(String trace) {
        ConformanceResult result = Traces.judge(Traces.lines(trace));
        assertThat(result.finding()).isEqualTo(new Finding.Conforms());
        assertThat(result.events()).isEqualTo(450);
        assertThat(result.statesMax()).isEqualTo(1);
    }

    @Test
    void every_beginning_of_a_trace_that_conforms_does() {
        List<String> lines = Traces.lines(Traces.ELECTIONS);
        for (int length = 1; length < lines.size(); length += 37) {
            assertThat(Traces.judge(lines.subList(0, length)).verdict())
                    .as("%d events", length)
                    .isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void the_first_event_that_is_no_step_is_named_with_the_false_conjunct_and_both_its_sides() {
        List<String> lines = changed(Traces.ELECTIONS, "Commit", "\"commit\":[0-9]+", "\"commit\":77");
        int at = first(lines, "Commit");
        Finding.Unexplained found = unexplained(lines);

        assertThat(found.event().line()).isEqualTo(at + 1L);
        assertThat(found.event().name()).isEqualTo("Commit");
        assertThat(found.refusal().conjunct()).isEqualTo("commit'[e.node] = e.s.commit");
        assertThat(found.refusal().operands())
                .extracting(Refusal.Operand::text)
                .containsExactly("commit'[e.node]", "e.s.commit");
        assertThat(found.refusal().operands().getLast().value()).isEqualTo("77");
        assertThat(found.refusal().place()).matches("RaftStep\\.tla:[0-9]+:[0-9]+");
        assertThat(found.refusal().sentence()).contains("is false").contains("e.s.commit is 77");
        assertThat(found.last()).hasSize(6);
        assertThat(found.last().getLast().location()).isEqualTo("line " + at);
    }

    @Test
    void a_leader_that_commits_without_a_quorum_is_told_so() {
        List<String> lines = new ArrayList<>(Traces.lines(Traces.ELECTIONS));
        int commit = first(lines, "Commit");
        // As if nobody had told that it has the entries on disk: all that was persisted before is not.
        List<String> fewer = new ArrayList<>(lines.subList(0, commit));
        int elected = commit;
        while (!lines.get(elected).contains("BecomeLeader")) {
            elected--;
        }
        int since = elected;
        fewer.removeIf(line -> line.contains("\"ev\":\"Persist\"") && lines.indexOf(line) > since);
        fewer.removeIf(line -> line.contains("\"ev\":\"AppendAck\"") || line.contains("\"ev\":\"VoteResponse\""));
        fewer.add(lines.get(commit));
        Finding.Unexplained found = unexplained(fewer);
        assertThat(found.event().name()).isEqualTo("Commit");
        assertThat(found.refusal().conjunct()).contains("> Cardinality(counted)");
        assertThat(found.refusal().place()).startsWith("Raft.tla:");
    }

    @Test
    void what_cannot_be_evaluated_is_a_refusal_and_no_stack_trace() {
        List<String> lines =
                changed(Traces.ELECTIONS, "AppendSend", "\"previous\":[0-9]+,", "\"previous\":2000000000,");
        Finding.Unexplained found = unexplained(lines);
        assertThat(found.event().name()).isEqualTo("AppendSend");
        assertThat(found.refusal().sentence()).doesNotContain("\n").doesNotContain("Exception");
    }

    @Test
    void a_judge_that_has_refused_one_trace_judges_the_next() {
        List<String> lines = Traces.lines(Traces.ELECTIONS);
        assertThat(unexplained(changed(Traces.ELECTIONS, "Propose", "\"lastIndex\":[0-9]+", "\"lastIndex\":9")))
                .isNotNull();
        assertThat(Traces.judge(lines).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_budget_that_is_spent_is_unknown() throws IOException {
        List<String> lines = Traces.lines(Traces.ELECTIONS);
        try (Conformance judge = Conformance.open(Traces.RAFT, Traces.cast(lines))) {
            ConformanceResult result =
                    judge.judge(Traces.of(lines), new CheckBudget(Duration.ofMinutes(1), 100), events -> {});
            assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(result.reason()).contains("budget of 100");
            assertThat(result.events()).isEqualTo(100);
        }
    }

    @Test
    void the_checker_of_runs_names_the_event_the_node_and_the_time() {
        List<String> lines = changed(Traces.SNAPSHOTS, "Commit", "\"commit\":[0-9]+", "\"commit\":77");
        Evidence evidence = new Evidence(
                History.empty(),
                List.of(),
                List.of(),
                java.util.Optional.of(Traces.of(lines).withOrigin(0)));
        CheckResult result = new ConformanceChecker().check(evidence, Budget.standard());
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.witnesses()).singleElement().isInstanceOfSatisfying(Witness.Unexplained.class, witness -> {
            assertThat(witness.event()).isEqualTo("Commit");
            assertThat(witness.nanos()).isPositive();
            assertThat(witness.refusal()).first().isEqualTo("commit'[e.node] = e.s.commit");
            assertThat(witness.before()).anyMatch(line -> line.startsWith("    "));
        });
        assertThat(new ConformanceChecker()
                        .check(Evidence.of(History.empty()), Budget.standard())
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    /** An event is a step of the spec, or changes nothing: it never does something that Next does not. */
    @Test
    void each_arm_of_the_steps_is_a_disjunct_of_next_or_changes_nothing() {
        String step = Traces.RAFT.text();
        String raft = Traces.RAFT.spec().text();
        String action =
                step.substring(step.indexOf("\nAction(e) =="), step.indexOf("(* How far the state machine comes."));
        List<String> arms = new ArrayList<>();
        for (Matcher arm = ARM.matcher(action); arm.find(); ) {
            arms.add(arm.group(1));
        }
        assertThat(arms).hasSize(Traces.RAFT.vocabulary().events().size());
        for (String arm : arms) {
            List<String> inner = arm.startsWith("On") ? steps(step, Disjuncts.definition(step, arm)) : List.of(arm);
            assertThat(inner)
                    .as(arm)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.equals("Told") || Disjuncts.has(raft, one))
                            .as("%s in %s", one, arm)
                            .isTrue());
        }
    }

    /** The operators that change variables in a definition of the steps, or in the one that two of them share. */
    private static List<String> steps(String step, String definition) {
        if (definition.contains(" Receives(")) {
            return steps(step, Disjuncts.definition(step, "Receives"));
        }
        Matcher used = Pattern.compile("\\b(Told|Write|StepDown|Propose|BecomeLeader|Timeout[A-Za-z]+|[A-Za-z]+Of)\\b")
                .matcher(definition);
        Stream.Builder<String> found = Stream.builder();
        while (used.find()) {
            found.add(used.group(1));
        }
        return found.build().distinct().toList();
    }
}
