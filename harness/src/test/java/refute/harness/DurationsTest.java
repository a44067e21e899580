package refute.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "60s,60000000000",
        "1m30s,90000000000",
        "500ms,500000000",
        "1.204s,1204000000",
        "2h,7200000000000",
        "3us,3000",
        "3µs,3000",
        "7ns,7",
        "0s,0"
    })
    void a_number_with_its_unit_is_a_duration(String text, long nanos) {
        assertThat(Durations.parseNanos("x", text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-5s", "5 s", "5sec", "1s1m", "5s5s", "1e3s", "٣s"})
    void anything_else_is_refused_with_examples(String text) {
        assertThatThrownBy(() -> Durations.parse("--time-limit", text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--time-limit")
                .hasMessageContaining("60s, 1m30s, 500ms");
    }

    @Test
    void one_of_more_than_292_years_is_refused() {
        assertThatThrownBy(() -> Durations.parse("x", "9999999999h")).hasMessageContaining("292 years");
    }

    @Property
    void what_is_printed_is_read_back(@ForAll @LongRange(min = 0) long nanos) {
        assertThat(Durations.parseNanos("x", Durations.print(nanos))).isEqualTo(nanos);
    }
}
