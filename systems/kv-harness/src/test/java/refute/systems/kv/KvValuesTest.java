package refute.systems.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.history.Value;
import refute.kv.Bytes;
import refute.kv.client.KvException;

class KvValuesTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_whole_number_is_read_as_it_was_written(long number) {
        assertThat(KvValues.decode(KvValues.encode("", Value.of(number)))).isEqualTo(Value.of(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"", "-", "Grüße"})
    void a_text_is_read_as_it_was_written_and_is_no_number(String text) {
        assertThat(KvValues.decode(KvValues.encode("", Value.of(text)))).isEqualTo(Value.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "9223372036854775808", "nonsense", ""})
    void what_nobody_wrote_can_be_recorded_all_the_same(String stored) {
        assertThat(KvValues.decode(Bytes.utf8(stored))).isEqualTo(Value.of(stored));
    }

    @Test
    void what_the_store_has_no_form_for_is_refused() {
        assertThatThrownBy(() -> KvValues.encode("", Value.NIL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_error_has_a_word_of_its_own() {
        assertThat(Arrays.stream(KvException.Kind.values()).map(KvErrors::word)).doesNotHaveDuplicates();
    }
}
