package refute.systems.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.api.Test;
import refute.harness.history.Value;

class EtcdValuesTest {
    @Property
    void a_whole_number_comes_back_as_it_was(@ForAll long number) {
        assertThat(EtcdValues.decode(EtcdValues.encode(Value.of(number)))).isEqualTo(Value.of(number));
    }

    @Property
    void a_text_comes_back_as_it_was(@ForAll @AlphaChars @NumericChars @Chars({'"', '-', '\n', ' '}) String text) {
        assertThat(EtcdValues.decode(EtcdValues.encode(Value.of(text)))).isEqualTo(Value.of(text));
    }

    @Test
    void bytes_that_were_never_written_are_a_text() {
        assertThat(EtcdValues.decode(ByteString.copyFromUtf8("99999999999999999999")))
                .isEqualTo(Value.of("99999999999999999999"));
        assertThat(EtcdValues.decode(ByteString.EMPTY)).isEqualTo(Value.of(""));
    }

    @Test
    void other_values_are_refused() {
        assertThatThrownBy(() -> EtcdValues.encode(Value.NIL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_list_of_whole_numbers_comes_back() {
        List<Value> list = List.of(Value.of(1), Value.of(-20), Value.of(300));
        assertThat(EtcdValues.encodeList(list).toStringUtf8()).isEqualTo("1 -20 300");
        assertThat(EtcdValues.decodeList(EtcdValues.encodeList(list))).isEqualTo(list);
    }

    @Test
    void what_is_no_list_of_numbers_can_be_recorded_all_the_same() {
        assertThat(EtcdValues.decodeList(ByteString.copyFromUtf8("1 x"))).containsExactly(Value.of(1), Value.of("x"));
    }
}
