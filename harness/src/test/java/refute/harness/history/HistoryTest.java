package refute.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;

class HistoryTest {
    @Test
    void the_ends_of_an_operation_know_each_other_and_an_open_one_has_none() {
        History history = HistoryNotation.parse("0 read; 1 read; 0 ok 1");
        assertThat(history.partner(0)).isEqualTo(2);
        assertThat(history.partner(2)).isZero();
        assertThat(history.partner(1)).isEqualTo(-1);
        assertThat(history.operation(1).outcome()).isEqualTo(EntryKind.INFO);
        assertThat(history.operation(1).returnedNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void all_that_makes_entries_no_history_is_told_at_once() {
        List<Entry> entries = List.of(
                invoke(5, 100, 0),
                invoke(5, 99, 1),
                invoke(6, 100, 1),
                end(7, 100, 1, EntryKind.INFO),
                invoke(8, 100, 1),
                end(9, 100, 7, EntryKind.OK));
        assertThatThrownBy(() -> History.of(entries))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.problems())
                                .extracting(problem -> problem.what().replaceAll("[0-9]+", "N"))
                                .containsExactly(
                                        "index follows N; indexes must ascend",
                                        "time N ns is before the previous entry's N",
                                        "process N invokes while its operation of entry N is open",
                                        "process N goes on after info",
                                        "ok of process N without an invocation"));
    }

    @Test
    void a_history_that_was_built_stays_as_it_is_while_the_builder_goes_on() {
        HistoryBuilder builder = new HistoryBuilder().add(invoke(0, 1, 0));
        History early = builder.build();
        for (int i = 1; i < 500; i++) {
            builder.add(i % 2 == 1 ? end(i, i, 0, EntryKind.OK) : invoke(i, i, 0));
        }
        assertThat(builder.build().size()).isEqualTo(500);
        assertThat(early.entries()).containsExactly(invoke(0, 1, 0));
        assertThat(early.partner(0)).isEqualTo(-1);
    }

    @Property(tries = 200)
    void a_part_has_the_operations_that_were_asked_for_and_their_indexes(@ForAll("histories") History history) {
        History part = history.where(at -> history.index(at) % 2 == 0);
        assertThat(part.operations())
                .isEqualTo(history.operations().stream()
                        .filter(operation -> operation.index() % 2 == 0)
                        .toList());
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.dense();
    }

    private static Entry invoke(int index, long time, int process) {
        return Entry.invoke(index, time, new ProcessId(process), "read", Value.NIL, Value.NIL);
    }

    private static Entry end(int index, long time, int process, EntryKind kind) {
        return new Entry(index, time, new ProcessId(process), kind, "read", Value.NIL, Value.NIL, 0, "");
    }
}
