package refute.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import refute.harness.system.NodeId;

/** Failures that are alike, whatever values they are about. */
class FailureKindTest {
    private static List<CheckResult> alarm(String... lines) {
        Witness witness = new Witness.NodeFailure("it failed", new NodeId(1), List.of(lines));
        return List.of(CheckResult.invalid("node-logs", "it failed", List.of(witness)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I5: n2 applied everything up to index 19 | I5",
                "liveness: nothing was acknowledged        | liveness",
                "crash: java.lang.IllegalStateException: 7 | crash by java.lang.IllegalStateException",
                "something without a name                  | alarm",
            })
    void an_alarm_is_known_by_what_stands_before_its_colon(String line, String anomaly) {
        assertThat(FailureKind.of(alarm(line))).containsExactly(new FailureKind("node-logs", anomaly));
    }

    @Test
    void a_node_that_ended_without_a_word_has_ended() {
        assertThat(FailureKind.of(alarm())).containsExactly(new FailureKind("node-logs", "exited"));
    }

    @Test
    void what_is_valid_or_unknown_has_none() {
        assertThat(FailureKind.of(List.of(CheckResult.valid("a", "good"), CheckResult.unknown("b", "who knows"))))
                .isEmpty();
    }

    @Test
    void each_kind_counts_once_in_the_order_of_the_checkers() {
        Witness lost = new Witness.Elements("5 is lost", "lost", List.of(), List.of());
        Witness stale = new Witness.Contradiction("3 is stale", "stale", List.of());

        assertThat(FailureKind.of(List.of(
                        CheckResult.invalid("set", "lost", List.of(lost, lost)),
                        CheckResult.invalid("revisions", "stale", List.of(stale)))))
                .containsExactly(new FailureKind("set", "lost"), new FailureKind("revisions", "stale"));
    }
}
