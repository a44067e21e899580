package refute.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.BadInput;
import us.bpsm.edn.Keyword;
import us.bpsm.edn.Symbol;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/** A full reader of EDN is the oracle of ours, which is there for its speed. */
class EdnReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1 -2 +3 0 9223372036854775807 -9223372036854775808 1.5 -1e3 2.5E-3 7N 1.25M]",
                "{:a 1, :b/c [nil true false], \"k\" {}}",
                "(a b.c/d - + ->x *)",
                "\"\\n\\t\\\"\\\\ \\u00e9 é €\"",
                "[\\a \\newline \\space \\u0041]",
                "#_ ignored [#_ #_ 1 2 3 ; comment\n 4]",
                "[,,, 1,2 , ]",
                "[[[[]]]]"
            })
    void what_the_oracle_reads_is_read_alike(String edn) {
        Parser parser = Parsers.newParser(Parsers.defaultConfiguration());
        Object expected = parser.nextValue(Parsers.newParseable(edn));
        assertThat(EdnReader.of(edn, "t").value()).isEqualTo(value(expected));
    }

    @Property(tries = 500)
    void what_a_value_prints_is_read_back_by_both(@ForAll("values") Value value) {
        String edn = value.toString();
        assertThat(EdnReader.of(edn, "t").value()).isEqualTo(value);
        if (!edn.contains("##")) {
            Object expected = Parsers.newParser(Parsers.defaultConfiguration()).nextValue(Parsers.newParseable(edn));
            assertThat(EdnReader.of(edn, "t").value()).isEqualTo(value(expected));
        }
    }

    @Test
    void tags_are_passed_over_and_never_executed() {
        assertThat(EdnReader.of("#inst \"2020\"", "t").value()).isEqualTo(Value.of("2020"));
        assertThat(EdnReader.of("#my/tag [1]", "t").value()).isEqualTo(Value.of(List.of(Value.of(1))));
        assertThat(EdnReader.of("#{1}", "t").value()).isEqualTo(Value.of(List.of(Value.of(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1", "{:a}", "\"x", "]", "12x", "1.2.3", "\"\\q\"", "99999999999999999999", ":", "#", "1/0"})
    void what_is_no_edn_is_refused_with_line_and_column(String edn) {
        assertThatThrownBy(() -> EdnReader.of("\n  " + edn, "t").value())
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("(?s)t:2:[0-9]+: .*");
    }

    @Test
    void nesting_has_a_bound() {
        assertThatThrownBy(() -> EdnReader.of("[".repeat(100_000), "t").value())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("nested deeper");
    }

    @Provide
    Arbitrary<Value> values() {
        return Histories.values();
    }

    private static Value value(Object read) {
        return switch (read) {
            case null -> Value.NIL;
            case Boolean truth -> Value.of(truth);
            case Long whole -> Value.of(whole);
            case java.math.BigInteger whole -> Value.of(whole.longValueExact());
            case Number real -> new Value.Real(real.doubleValue());
            case String text -> Value.of(text);
            case Character character -> Value.of(character.toString());
            case Symbol symbol -> Value.of(symbol.toString());
            case Keyword keyword -> new Value.Keyword(keyword.toString().substring(1));
            case List<?> items -> Value.of(values(items));
            case Set<?> items -> Value.of(values(items));
            case Map<?, ?> items -> {
                var dict = new LinkedHashMap<Value, Value>();
                items.forEach((k, v) -> dict.put(value(k), value(v)));
                yield new Value.Dict(dict);
            }
            default -> throw new IllegalArgumentException(read.getClass().toString());
        };
    }

    private static List<Value> values(Iterable<?> items) {
        List<Value> values = new ArrayList<>();
        items.forEach(item -> values.add(value(item)));
        return values;
    }
}
