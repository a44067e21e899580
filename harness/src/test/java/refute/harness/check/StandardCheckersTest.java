package refute.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Target;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import refute.harness.system.NodeId;

class StandardCheckersTest {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(5), 1 << 20, 1);
    private static final NodeId N1 = new NodeId(1);

    private static CheckResult check(Checker checker, Evidence evidence) {
        return checker.check(evidence, BUDGET);
    }

    private static History history(String text) {
        return HistoryNotation.parse(text);
    }

    private static NodeReport node(boolean answered, List<Integer> exits, List<String> alarms) {
        return new NodeReport(N1, answered, exits, List.of(), alarms);
    }

    private static InjectedFault fault(String id, boolean bit) {
        PlannedFault planned = new PlannedFault(id, id.split("-")[0], new Fault.Kill(new Target.All()), 0, 1);
        return new InjectedFault(
                planned, List.of(N1), "kill: n1", 0, 5, new Effect(bit, "measured", new LinkedHashMap<>()));
    }

    @Test
    void a_function_that_never_succeeded_leaves_the_run_unknown() {
        CheckResult result = check(new Statistics(), Evidence.of(history("""
                0 write 1 -> ok
                1 read
                1 fail refused
                0 cas [1 2]
                """)));
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).isEqualTo("never acknowledged: cas, read");
        assertThat(result.figures().get("cas")).hasToString("{\"ok\" 0, \"fail\" 0, \"info\" 1}");
    }

    @Test
    void a_history_without_operations_is_unknown() {
        assertThat(check(new Statistics(), Evidence.of(History.empty())).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void too_few_acknowledged_operations_are_unknown() {
        Evidence one = Evidence.of(history("0 write 1 -> ok"));
        assertThat(check(new Acknowledged(2), one).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check(new Acknowledged(1), one).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_nemesis_none_of_whose_faults_bit_leaves_the_run_unknown() {
        Evidence evidence =
                new Evidence(History.empty(), List.of(fault("kill-1", true), fault("pause-1", false)), List.of());
        CheckResult result = check(new FaultsBite(2), evidence);
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("pause-1").doesNotContain("kill-1");
    }

    @Test
    void one_fault_without_effect_among_others_that_bit_is_named() {
        Evidence evidence =
                new Evidence(History.empty(), List.of(fault("kill-1", true), fault("kill-2", false)), List.of());
        CheckResult result = check(new FaultsBite(2), evidence);
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.reason()).contains("1 of 2", "kill-2");
    }

    @Test
    void faults_that_were_planned_and_never_injected_leave_the_run_unknown() {
        Evidence none = Evidence.of(History.empty());
        assertThat(check(new FaultsBite(3), none).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check(new FaultsBite(0), none).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_node_that_ended_by_itself_is_a_finding() {
        CheckResult result = check(
                new NodeLogs(),
                new Evidence(History.empty(), List.of(), List.of(node(true, List.of(2), List.of("panic: oh")))));
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.witnesses()).singleElement().isInstanceOf(Witness.NodeFailure.class);
        assertThat(result.reason()).contains("n1", "exit code 2");
    }

    @Test
    void an_alarm_in_a_log_is_a_finding() {
        CheckResult result = check(
                new NodeLogs(),
                new Evidence(History.empty(), List.of(), List.of(node(true, List.of(), List.of("DATA RACE")))));
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).contains("DATA RACE");
    }

    private static History recovered(Value answer) {
        LinkedHashMap<Value, Value> nodes = new LinkedHashMap<>();
        nodes.put(Value.of("n1"), answer);
        return History.of(List.of(
                Entry.invoke(0, 0, new ProcessId(0), "read", Value.NIL, Value.NIL),
                Entry.invoke(1, 5, ProcessId.NEMESIS, RecoveryChecker.RECOVER, Value.NIL, Value.of(1)),
                Entry.invoke(2, 6, new ProcessId(1), "read", Value.NIL, Value.NIL),
                new Entry(3, 7, new ProcessId(0), EntryKind.OK, "read", Value.NIL, Value.of(1), 0, ""),
                new Entry(4, 9, new ProcessId(1), EntryKind.OK, "read", Value.NIL, Value.of(1), 0, ""),
                new Entry(
                        5,
                        9,
                        ProcessId.NEMESIS,
                        EntryKind.INFO,
                        RecoveryChecker.RECOVER,
                        Value.NIL,
                        new Value.Dict(nodes),
                        0,
                        "")));
    }

    @Test
    void a_node_that_did_not_come_back_is_a_finding_and_one_that_did_is_not() {
        List<NodeReport> nodes = List.of(node(false, List.of(), List.of()));
        assertThat(check(new RecoveryChecker(), new Evidence(recovered(Value.NIL), List.of(), nodes))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(check(new RecoveryChecker(), new Evidence(recovered(Value.of(4)), List.of(), nodes))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void nodes_that_were_not_asked_are_not_accused() {
        List<NodeReport> nodes = List.of(node(false, List.of(), List.of()));
        assertThat(check(new RecoveryChecker(), new Evidence(history("0 write 1 -> ok"), List.of(), nodes))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void recovery_from_a_fault_lasts_until_what_was_invoked_after_its_heal_is_acknowledged() {
        Evidence evidence = new Evidence(
                recovered(Value.of(4)), List.of(fault("kill-1", true)), List.of(node(true, List.of(), List.of())));
        assertThat(check(new RecoveryChecker(), evidence).figures().get("faultsNanos"))
                .hasToString("{\"kill-1\" 4}");
    }

    @Test
    void latencies_are_told_by_function_and_outcome() {
        CheckResult result = check(new Latencies(), Evidence.of(recovered(Value.NIL)));
        assertThat(result.figures()).containsOnlyKeys("read ok");
        assertThat(result.figures().get("read ok").toString()).contains("\"count\" 2", "\"maxNanos\" 7");
    }

    @Test
    void exceptions_of_clients_are_counted_by_kind() {
        History history = History.of(List.of(
                Entry.invoke(0, 0, new ProcessId(0), "read", Value.NIL, Value.NIL),
                new Entry(
                        1, 1, new ProcessId(0), EntryKind.INFO, "read", Value.NIL, Value.NIL, 0, "exception: oh no")));
        CheckResult result = check(new UnhandledErrors(), Evidence.of(history));
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.figures()).containsEntry("oh no", Value.of(1));
    }
}
