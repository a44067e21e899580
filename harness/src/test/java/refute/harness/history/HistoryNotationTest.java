package refute.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.Problem;

class HistoryNotationTest {
    @Test
    void the_example_of_the_package_is_a_history() {
        History history = HistoryNotation.parse("""
                0 write[x] 1 -> ok
                1 read[x]            # still open when process 0 goes on
                0 write[x] 2 -> ok
                1 ok 1
                """);
        assertThat(history.operations()).hasSize(3);
        Operation read = history.operations().get(1);
        assertThat(read.function()).isEqualTo("read");
        assertThat(read.key()).isEqualTo(Value.of("x"));
        assertThat(read.result()).isEqualTo(Value.of(1));
        assertThat(read.invokedNanos()).isEqualTo(2_000_000);
        assertThat(read.returnedNanos()).isEqualTo(5_000_000);
    }

    @Test
    void an_ok_without_a_value_takes_the_argument_but_fail_and_info_have_none() {
        History history = HistoryNotation.parse("0 write 1 -> ok; 0 write 2 -> fail; 0 write 3 -> info");
        assertThat(history.operations())
                .extracting(Operation::result)
                .containsExactly(Value.of(1), Value.NIL, Value.NIL);
    }

    @Test
    void revision_error_and_time_stand_behind_the_value() {
        History history =
                HistoryNotation.parse("0 read[x] @ 1.5s -> ok 4 rev 12 @ 2s\n3 cas [1 2]\n3 info ! timed out @ 3s");
        assertThat(history.entries().get(1).revision()).isEqualTo(12);
        assertThat(history.timeNanos(1)).isEqualTo(2_000_000_000L);
        assertThat(history.timeNanos(2)).isEqualTo(2_001_000_000L);
        assertThat(history.error(3)).isEqualTo("timed out");
    }

    @Test
    void the_nemesis_is_a_process() {
        History history = HistoryNotation.parse("nemesis kill \"n1\"; nemesis info \"killed\"; nemesis start");
        assertThat(history.process(0)).isEqualTo(-1);
        assertThat(history.clients().isEmpty()).isTrue();
    }

    @Test
    void keys_are_words_or_any_value() {
        History history = HistoryNotation.parse("0 read[x-1]; 1 read[[1 :a]]; 2 read[7]; 3 read[\"two words\"]");
        assertThat(history.entries())
                .extracting(Entry::key)
                .containsExactly(
                        Value.of("x-1"),
                        Value.of(List.of(Value.of(1), new Value.Keyword("a"))),
                        Value.of(7),
                        Value.of("two words"));
    }

    @Test
    void all_problems_are_told_with_line_and_column() {
        assertThatThrownBy(() -> HistoryNotation.parse("""
                        x read
                        0 write 1 )
                        1 ok
                        2 read[x
                        3 read @ 5
                        4 read -> maybe
                        """))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.problems())
                                .extracting(Problem::where)
                                .contains("history:1:2", "history:2:11", "history:3:1"));
    }

    @Property
    void what_is_printed_is_read_back(@ForAll("histories") History history) {
        assertThat(HistoryNotation.parse(HistoryNotation.print(history)).entries())
                .isEqualTo(history.entries());
    }

    @Provide
    net.jqwik.api.Arbitrary<History> histories() {
        return Histories.dense();
    }
}
