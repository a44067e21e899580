package refute.specs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static refute.specs.session.Guarantee.CAUSAL_CONSISTENCY;
import static refute.specs.session.Guarantee.MONOTONIC_READS;
import static refute.specs.session.Guarantee.MONOTONIC_WRITES;
import static refute.specs.session.Guarantee.READ_YOUR_WRITES;
import static refute.specs.session.Guarantee.SEQUENTIAL_CONSISTENCY;
import static refute.specs.session.Guarantee.WRITES_FOLLOW_READS;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import refute.harness.check.Budget;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;

/** The examples of the papers, the smallest violation of each guarantee and its nearest valid neighbour. */
class SessionMonitorTest {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 28, 1);

    private static Standings judge(String notation) {
        return SessionMonitor.of(Value.NIL, false).judge(HistoryNotation.parse(notation), BUDGET);
    }

    private static List<Guarantee> holding(Standings standings) {
        return Arrays.stream(Guarantee.values())
                .filter(guarantee -> standings.of().get(guarantee) instanceof Standing.Holds)
                .toList();
    }

    private static Set<Guarantee> together(Standings standings, Guarantee guarantee) {
        return ((Standing.Broken) standings.of().get(guarantee)).together();
    }

    @Test
    void everything_holds_of_an_empty_history() {
        assertThat(holding(judge(""))).containsExactly(Guarantee.values());
    }

    @Test
    void a_stale_read_by_another_process_is_sequentially_consistent() {
        Standings standings = judge("0 write 1 -> ok; 0 write 2 -> ok; 3 read -> ok 1");
        assertThat(holding(standings)).containsExactly(Guarantee.values());
        assertThat(standings.sentence()).isEqualTo("sequentially consistent, and so all session guarantees hold");
    }

    @Test
    void a_process_that_does_not_read_its_write_breaks_read_your_writes() {
        Standings standings = judge("0 write 5 -> ok; 0 read -> ok nil");
        assertThat(together(standings, READ_YOUR_WRITES)).containsExactly(READ_YOUR_WRITES);
        assertThat(holding(standings)).containsExactly(MONOTONIC_READS, MONOTONIC_WRITES, WRITES_FOLLOW_READS);
        assertThat(standings.sentence())
                .isEqualTo(
                        "monotonic reads, monotonic writes, writes follow reads hold; read your writes does not hold: process 0"
                                + " wrote 5 at 0.000 s and then read nil at 0.002 s; so no causal consistency;"
                                + " so no sequential consistency");
    }

    @Test
    void a_process_may_read_what_another_wrote_over_its_write() {
        assertThat(holding(judge("0 write 5 -> ok; 1 write 6 -> ok; 0 read -> ok 6")))
                .containsExactly(Guarantee.values());
    }

    @Test
    void a_process_that_reads_to_and_fro_breaks_monotonic_reads() {
        Standings standings = judge("0 write 1 -> ok; 1 write 2 -> ok; 3 read -> ok 1; 3 read -> ok 2; 3 read -> ok 1");
        assertThat(together(standings, MONOTONIC_READS)).containsExactly(MONOTONIC_READS);
        assertThat(holding(standings)).containsExactly(READ_YOUR_WRITES, MONOTONIC_WRITES, WRITES_FOLLOW_READS);
    }

    @Test
    void a_process_that_reads_backwards_breaks_monotonic_reads_or_monotonic_writes() {
        Standings standings = judge("0 write 1 -> ok; 0 write 2 -> ok; 3 read -> ok 2; 3 read -> ok 1");
        assertThat(together(standings, MONOTONIC_READS)).containsExactly(MONOTONIC_READS, MONOTONIC_WRITES);
        assertThat(holding(standings)).containsExactly(READ_YOUR_WRITES, WRITES_FOLLOW_READS);
        assertThat(standings.sentence()).contains("monotonic reads and monotonic writes do not hold together");
    }

    @Test
    void a_write_before_what_its_process_had_read_breaks_writes_follow_reads() {
        Standings standings = judge("""
                0 write 1 -> ok
                1 read -> ok 1
                1 write 2 -> ok
                2 read -> ok 2
                2 read -> ok 1
                """);
        assertThat(together(standings, WRITES_FOLLOW_READS)).containsExactly(MONOTONIC_READS, WRITES_FOLLOW_READS);
        assertThat(holding(standings)).containsExactly(READ_YOUR_WRITES, MONOTONIC_WRITES);
    }

    /** Bouajjani et al. 2017, figure 3: what one process learned of one register must be seen in another. */
    @Test
    void causality_across_registers_is_no_matter_of_a_single_guarantee() {
        Standings standings = judge("""
                0 write[x] 1 -> ok
                0 write[y] 2 -> ok
                1 read[y] -> ok 2
                1 read[x] -> ok nil
                """);
        assertThat(holding(standings))
                .containsExactly(READ_YOUR_WRITES, MONOTONIC_READS, MONOTONIC_WRITES, WRITES_FOLLOW_READS);
        assertThat(together(standings, CAUSAL_CONSISTENCY)).containsExactly(CAUSAL_CONSISTENCY);
    }

    /** Lamport 1979: of two processes that each set a flag and then look at the other's, one must see it. */
    @Test
    void two_processes_that_miss_each_others_flags_are_causally_consistent_but_not_sequentially() {
        Standings standings = judge("""
                0 write[x] 1 -> ok
                1 write[y] 1 -> ok
                0 read[y] -> ok nil
                1 read[x] -> ok nil
                """);
        assertThat(holding(standings)).contains(CAUSAL_CONSISTENCY).doesNotContain(SEQUENTIAL_CONSISTENCY);
        assertThat(standings.sentence())
                .startsWith("causally consistent, and so all session guarantees hold; sequential");
    }

    /** Herlihy and Wing 1990, section 3.3: it is not a local property. */
    @Test
    void each_register_of_a_history_that_is_not_sequentially_consistent_may_be() {
        for (String key : List.of("x", "y")) {
            assertThat(holding(judge("0 write[%s] 1 -> ok; 1 read[%s] -> ok nil".formatted(key, key))))
                    .contains(SEQUENTIAL_CONSISTENCY);
        }
    }

    @Test
    void a_write_of_unknown_outcome_happened_if_it_was_read_and_else_need_not_have() {
        assertThat(holding(judge("0 write 1 -> info; 1 read -> ok 1; 1 read -> ok 1")))
                .contains(SEQUENTIAL_CONSISTENCY);
        assertThat(holding(judge("0 write 1 -> info; 1 read -> ok nil"))).contains(SEQUENTIAL_CONSISTENCY);
        assertThat(holding(judge("0 write 1 -> info; 1 read -> ok 1; 1 read -> ok nil")))
                .doesNotContain(MONOTONIC_READS);
    }

    @Test
    void a_value_that_nobody_wrote_leaves_the_session_guarantees_unknown() {
        Standings standings = judge("0 write 1 -> fail; 1 read -> ok 1");
        assertThat(standings.of().get(MONOTONIC_READS)).isInstanceOf(Standing.Unknown.class);
        assertThat(together(standings, SEQUENTIAL_CONSISTENCY)).containsExactly(SEQUENTIAL_CONSISTENCY);
    }

    @Test
    void a_value_with_two_writers_that_was_read_leaves_everything_unknown() {
        Standings standings = judge("0 write[x] 1 -> ok; 1 write[x] 1 -> ok; 1 read[x] -> ok 1");
        assertThat(standings.sentence())
                .isEqualTo("what still holds is unknown: the value 1 of key \"x\" was read, and more than one operation"
                        + " may have written it");
    }

    @Test
    void a_value_with_two_writers_that_nobody_read_does_no_harm() {
        assertThat(holding(judge("0 write 1 -> ok; 1 write 1 -> ok; 1 write 2 -> ok; 0 read -> ok 2")))
                .contains(SEQUENTIAL_CONSISTENCY);
    }

    @Test
    void of_two_compare_and_sets_from_one_value_only_one_is_sequentially_consistent() {
        assertThat(holding(judge("0 cas [nil 1] -> ok; 1 cas [nil 2] -> ok"))).doesNotContain(SEQUENTIAL_CONSISTENCY);
        assertThat(holding(judge("0 cas [nil 1] -> ok; 1 cas [1 2] -> ok"))).contains(SEQUENTIAL_CONSISTENCY);
    }

    @Test
    void the_witness_has_the_operations_that_show_it_and_no_others() {
        Standings standings = judge("""
                5 write[z] 1 -> ok
                0 write[x] 1 -> ok
                5 read[z] -> ok 1
                0 write[x] 2 -> ok
                3 read[x] -> ok 2
                3 read[x] -> ok 1
                """);
        assertThat(((Standing.Broken) standings.of().get(MONOTONIC_READS))
                        .witness()
                        .operations())
                .extracting(operation -> operation.index())
                .containsExactly(2, 6, 8, 10);
        assertThat(((Standing.Broken) standings.of().get(CAUSAL_CONSISTENCY))
                        .witness()
                        .operations())
                .extracting(operation -> operation.index())
                .containsExactly(2, 6, 8, 10);
    }

    @Test
    void a_budget_that_is_spent_leaves_the_rest_unknown() {
        Standings standings = SessionMonitor.of(Value.NIL, false)
                .judge(HistoryNotation.parse("0 write 1 -> ok; 1 read -> ok 1"), BUDGET.withTime(Duration.ofNanos(1)));
        assertThat(standings.of().get(SEQUENTIAL_CONSISTENCY)).isInstanceOf(Standing.Unknown.class);
    }
}
