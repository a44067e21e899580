package refute.specs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.Recording;

/** Each anomaly's smallest example after Adya, Liskov and O'Neil (ICDE 2000, section 5) and Elle (section 4), and its nearest valid neighbour. */
class ListAppendCheckerTest {
    @Test
    void transactions_in_turn_are_valid() {
        assertThat(anomalies("""
                0 txn [[:append x 1] [:append y 1]] -> ok
                1 txn [[:r x nil] [:append x 2] [:r x nil]] -> ok [[:r x [1]] [:append x 2] [:r x [1 2]]]
                0 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1 2]] [:r y [1]]]
                """)).isEmpty();
    }

    @Test
    void two_writers_in_two_orders_are_G0() {
        assertThat(anomalies("""
                0 txn [[:append x 1] [:append y 1]]
                1 txn [[:append x 2] [:append y 2]] -> ok
                0 ok
                2 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1 2]] [:r y [2 1]]]
                """)).containsExactly("G0");
    }

    @Test
    void two_writers_in_one_order_are_valid() {
        assertThat(anomalies("""
                0 txn [[:append x 1] [:append y 1]]
                1 txn [[:append x 2] [:append y 2]] -> ok
                0 ok
                2 txn [[:r x nil] [:r y nil]] -> ok [[:r x [2 1]] [:r y [2 1]]]
                """)).isEmpty();
    }

    @Test
    void a_read_of_an_aborted_append_is_G1a() {
        assertThat(anomalies("0 txn [[:append x 1]] -> fail\n1 txn [[:r x nil]] -> ok [[:r x [1]]]"))
                .containsExactly("G1a");
    }

    @Test
    void a_read_of_an_append_of_unknown_outcome_is_valid() {
        assertThat(anomalies("0 txn [[:append x 1]] -> info\n1 txn [[:r x nil]] -> ok [[:r x [1]]]"))
                .isEmpty();
    }

    @Test
    void an_append_behind_an_aborted_one_is_a_dirty_update() {
        assertThat(anomalies("""
                0 txn [[:append x 1]] -> fail
                1 txn [[:append x 2]] -> ok
                1 txn [[:r x nil]] -> ok [[:r x [1 2]]]
                """)).containsExactly("G1a", "dirty-update");
    }

    @Test
    void a_read_between_two_appends_of_a_transaction_is_G1b() {
        assertThat(anomalies("""
                0 txn [[:append x 1] [:append x 2]]
                1 txn [[:r x nil]] -> ok [[:r x [1]]]
                0 ok
                """)).containsExactly("G1b");
    }

    @Test
    void a_transaction_may_read_between_its_own_appends() {
        assertThat(
                        anomalies(
                                "0 txn [[:append x 1] [:r x nil] [:append x 2]] -> ok [[:append x 1] [:r x [1]] [:append x 2]]"))
                .isEmpty();
    }

    @Test
    void transactions_that_saw_each_other_are_G1c() {
        assertThat(anomalies("""
                0 txn [[:append x 1] [:r y nil]]
                1 txn [[:append y 1] [:r x nil]] -> ok [[:append y 1] [:r x [1]]]
                0 ok [[:append x 1] [:r y [1]]]
                """)).containsExactly("G1c");
    }

    @Test
    void half_of_a_transaction_seen_is_G_single() {
        assertThat(anomalies("""
                0 txn [[:append x 1] [:append y 1]]
                1 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1]] [:r y []]]
                0 ok
                2 txn [[:r y nil]] -> ok [[:r y [1]]]
                """)).containsExactly("G-single");
    }

    @Test
    void write_skew_is_G2_item() {
        assertThat(anomalies("""
                0 txn [[:r x nil] [:append y 1]]
                1 txn [[:r y nil] [:append x 1]] -> ok [[:r y []] [:append x 1]]
                0 ok [[:r x []] [:append y 1]]
                """)).containsExactly("G2-item");
    }

    @Test
    void an_append_that_is_missing_later_is_G_single_realtime() {
        String history = "0 txn [[:append x 1]] -> ok\n1 txn [[:r x nil]] -> ok [[:r x []]]";
        assertThat(anomalies(history)).containsExactly("G-single-realtime");
        assertThat(judge(history).reason())
                .contains("rules out strong repeatable read, strong snapshot isolation; not ruled out:")
                .contains("strong session serializability");
    }

    @Test
    void an_append_that_is_missing_while_it_goes_on_is_valid() {
        assertThat(anomalies("""
                0 txn [[:append x 1]]
                1 txn [[:r x nil]] -> ok [[:r x []]]
                0 ok
                """)).isEmpty();
    }

    @Test
    void a_process_that_does_not_see_its_own_append_is_G_single_process() {
        assertThat(anomalies("0 txn [[:append x 1]] -> ok\n0 txn [[:r x nil]] -> ok [[:r x []]]"))
                .containsExactly("G-single-process");
    }

    @Test
    void a_list_that_goes_back_in_time_for_one_process_is_G_single_process() {
        assertThat(anomalies("""
                0 txn [[:append x 1]]
                1 txn [[:r x nil]] -> ok [[:r x [1]]]
                1 txn [[:r x nil]] -> ok [[:r x []]]
                0 ok
                """)).containsExactly("G-single-process");
    }

    @Test
    void appends_in_the_wrong_order_of_time_are_G0_realtime() {
        assertThat(anomalies("""
                0 txn [[:append x 1]] -> ok
                1 txn [[:append x 2]] -> ok
                2 txn [[:r x nil]] -> ok [[:r x [2 1]]]
                """)).containsExactly("G0-realtime");
    }

    @Test
    void a_read_from_a_later_transaction_is_G1c_realtime() {
        assertThat(anomalies("0 txn [[:r x nil]] -> ok [[:r x [1]]]\n1 txn [[:append x 1]] -> ok"))
                .containsExactly("G1c-realtime");
    }

    @Test
    void two_updates_of_one_version_are_a_lost_update() {
        assertThat(anomalies("""
                0 txn [[:r x nil] [:append x 1]]
                1 txn [[:r x nil] [:append x 2]] -> ok [[:r x []] [:append x 2]]
                0 ok [[:r x []] [:append x 1]]
                """)).containsExactly("lost-update");
    }

    @Test
    void reads_that_begin_differently_have_no_order() {
        assertThat(anomalies("""
                0 txn [[:append x 1]]
                1 txn [[:append x 2]]
                2 txn [[:r x nil]] -> ok [[:r x [1 2]]]
                2 txn [[:r x nil]] -> ok [[:r x [2]]]
                """)).containsExactly("incompatible-order");
    }

    @Test
    void appends_of_a_transaction_that_are_read_turned_round_have_no_order() {
        assertThat(anomalies("0 txn [[:append x 1] [:append x 2]] -> ok\n1 txn [[:r x nil]] -> ok [[:r x [2 1]]]"))
                .contains("incompatible-order");
    }

    @Test
    void an_element_that_is_read_twice_is_a_duplicate() {
        assertThat(anomalies("0 txn [[:append x 1]] -> ok\n1 txn [[:r x nil]] -> ok [[:r x [1 1]]]"))
                .containsExactly("duplicate-elements");
    }

    @Test
    void an_element_from_nowhere_is_garbage() {
        assertThat(anomalies("0 txn [[:r x nil]] -> ok [[:r x [7]]]")).containsExactly("garbage-read");
    }

    @Test
    void a_transaction_that_does_not_see_its_own_append_contradicts_itself() {
        assertThat(anomalies("0 txn [[:append x 1] [:r x nil]] -> ok [[:append x 1] [:r x []]]"))
                .containsExactly("internal");
    }

    @Test
    void a_transaction_that_sees_its_append_before_it_appends_reads_the_future() {
        assertThat(anomalies("0 txn [[:r x nil] [:append x 1]] -> ok [[:r x [1]] [:append x 1]]"))
                .contains("future-read");
    }

    @Test
    void a_cycle_is_told_edge_by_edge() {
        CheckResult result = judge("""
                0 txn [[:append x 1] [:append y 1]]
                1 txn [[:r x nil] [:r y nil]] -> ok [[:r x [1]] [:r y []]]
                0 ok
                """);
        assertThat(result.witnesses()).singleElement().isInstanceOfSatisfying(Witness.Cycle.class, cycle -> {
            assertThat(cycle.anomaly()).isEqualTo("G-single");
            assertThat(cycle.edges())
                    .containsExactly(
                            "T1 < T2, because T2 read [1] from \"x\", and so observed T1's append of 1",
                            "T2 < T1, because T2 read [] from \"y\", and so did not observe T1's append of 1");
            assertThat(cycle.operations()).extracting(o -> o.process().number()).containsExactly(0, 1);
        });
    }

    @Test
    void what_the_promise_allows_is_told_and_valid() {
        String skew = """
                0 txn [[:r x nil] [:append y 1]]
                1 txn [[:r y nil] [:append x 1]] -> ok [[:r y []] [:append x 1]]
                0 ok [[:r x []] [:append y 1]]
                """;
        CheckResult result = new ListAppendChecker(
                        new ConsistencyModel(Isolation.SNAPSHOT_ISOLATION, Respect.REAL_TIME))
                .check(Evidence.of(HistoryNotation.parse(skew)), Budget.standard());
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.reason()).contains("G2-item").contains("not ruled out: strong snapshot isolation");
    }

    @Test
    void all_bad_operations_are_told_at_once() {
        assertThatThrownBy(() -> judge("""
                        0 read x
                        1 txn 7
                        2 txn [[:append x]]
                        3 txn [[:w x 1]]
                        4 txn [[:r x nil]] -> ok [[:r y []]]
                        5 txn [[:r x nil]] -> ok [[:r x 3]]
                        """))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.problems()).hasSizeGreaterThanOrEqualTo(6));
    }

    @Test
    void an_element_that_is_appended_twice_is_refused() {
        assertThatThrownBy(() -> judge("0 txn [[:append x 1]] -> ok\n1 txn [[:append x 1]] -> ok"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("for a second time");
    }

    @Test
    void a_spent_budget_is_unknown() {
        CheckResult result = ListAppendChecker.strict()
                .check(
                        Evidence.of(HistoryNotation.parse("0 txn [[:append x 1]] -> ok")),
                        Budget.standard().withTime(Duration.ofNanos(1)));
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void all_appends_lost_and_never_read_stays_linear() {
        Recording recording = new Recording();
        int each = 20_000;
        for (int n = 0; n < each; n++) {
            recording.invoke(0, "txn", Value.NIL, HistoryNotation.value("step", "[[:append x " + n + "]]"));
            recording.ok(0, HistoryNotation.value("step", "[[:append x " + n + "]]"), 0);
            recording.invoke(1, "txn", Value.NIL, HistoryNotation.value("step", "[[:r x nil]]"));
            recording.ok(1, HistoryNotation.value("step", "[[:r x []]]"), 0);
        }
        CheckResult result = ListAppendChecker.strict()
                .check(Evidence.of(recording.history()), Budget.standard().withTime(Duration.ofSeconds(30)));
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).startsWith("G-single-realtime");
    }

    private static CheckResult judge(String history) {
        return ListAppendChecker.strict().check(Evidence.of(HistoryNotation.parse(history)), Budget.standard());
    }

    private static List<String> anomalies(String history) {
        CheckResult result = judge(history);
        Value.Dict counts = (Value.Dict) result.figures().get("anomalies");
        List<String> names = counts == null
                ? List.of()
                : counts.items().keySet().stream()
                        .map(name -> ((Value.Text) name).text())
                        .toList();
        assertThat(result.verdict()).isEqualTo(names.isEmpty() ? Verdict.VALID : Verdict.INVALID);
        Set<String> shown = result.witnesses().stream()
                .map(witness -> witness instanceof Witness.Cycle cycle
                        ? cycle.anomaly()
                        : ((Witness.Contradiction) witness).anomaly())
                .collect(Collectors.toSet());
        assertThat(shown).containsExactlyInAnyOrderElementsOf(names);
        return names;
    }
}
