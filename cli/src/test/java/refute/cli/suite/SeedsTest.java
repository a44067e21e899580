package refute.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.BadInput;

class SeedsTest {
    @Test
    void a_seed_a_range_and_a_list_of_both() {
        assertThat(Seeds.parse("seeds", "7").stream()).containsExactly(7L);
        assertThat(Seeds.parse("seeds", "1..5, 9").stream()).containsExactly(1L, 2L, 3L, 4L, 5L, 9L);
        assertThat(Seeds.parse("seeds", "1..5,9").contains(6)).isFalse();
    }

    @Test
    void a_range_is_counted_and_not_made() {
        assertThat(Seeds.parse("seeds", "1..999999999999999999,0").count())
                .isEqualTo(new BigInteger("1000000000000000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1..", "..5", "5..1", "1-5", "-1", "1,1", "1..5,3..9", "1e3", "0x10", "1...5"})
    void what_is_no_seeds_is_refused(String text) {
        assertThatThrownBy(() -> Seeds.parse("seeds", text)).isInstanceOf(BadInput.class);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> Seeds.parse("seeds", "a,b,9..1"))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.problems()).hasSize(3));
    }
}
