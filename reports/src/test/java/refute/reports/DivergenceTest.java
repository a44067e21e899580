package refute.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;

class DivergenceTest {
    private static final String COMMON = "0 write 1 -> ok\n1 read -> ok 1\n";

    @Test
    void the_same_history_parts_nowhere() {
        assertThat(Divergence.of(history(COMMON), history(COMMON)).isNone()).isTrue();
        assertThat(Divergence.of(history(COMMON), history(COMMON)).common()).isEqualTo(4);
    }

    @Test
    void the_first_entry_that_differs_is_shown_of_both() {
        Divergence divergence =
                Divergence.of(history(COMMON + "0 write 2 -> ok\n"), history(COMMON + "0 write 3 -> ok\n"));
        assertThat(divergence.common()).isEqualTo(4);
        assertThat(divergence.one().orElseThrow().value()).isEqualTo(Value.of(2));
        assertThat(divergence.other().orElseThrow().value()).isEqualTo(Value.of(3));
    }

    @Test
    void another_outcome_is_a_difference() {
        Divergence divergence = Divergence.of(history("0 write 1 -> ok\n"), history("0 write 1 -> info\n"));
        assertThat(divergence.common()).isEqualTo(1);
    }

    @Test
    void a_history_that_ends_earlier_has_nothing_there() {
        Divergence divergence = Divergence.of(history(COMMON), history(COMMON + "0 write 2 -> ok\n"));
        assertThat(divergence.one()).isEmpty();
        assertThat(divergence.other()).isPresent();
        assertThat(divergence.isNone()).isFalse();
    }

    private static History history(String text) {
        return HistoryNotation.parse(text);
    }
}
