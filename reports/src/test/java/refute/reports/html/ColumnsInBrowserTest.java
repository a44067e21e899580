package refute.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.check.Verdict;
import refute.harness.history.Entry;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.reports.OperationText;
import refute.reports.Report;

/** Whatever a history holds, each operation comes out of the columns as it was recorded. */
class ColumnsInBrowserTest extends InBrowser {
    private static final int MANY = 20_000;

    static Stream<Arguments> histories() {
        List<Value> texts = List.of(Value.of("a"), Value.of("b"), HistoryNotation.value("pair", "[1 2]"), Value.of(7));
        return Stream.of(
                Arguments.of("a hundred workers", SampleHistory.of(MANY, 100, List.of()), 100),
                Arguments.of("one worker", SampleHistory.of(1_000, 1, List.of()), 1),
                Arguments.of("texts", SampleHistory.of(1_000, 6, texts), 6),
                Arguments.of(
                        "more processes at once than workers are said to be", SampleHistory.of(1_000, 6, texts), 1),
                Arguments.of("fewer", SampleHistory.of(1_000, 6, List.of()), 50),
                Arguments.of("nothing", History.empty(), 3),
                Arguments.of("everything at once", parsed(), 2));
    }

    /** Revisions up and down, errors, all outcomes, no key and two, the nemesis between, ends and beginnings at one time. */
    private static History parsed() {
        return HistoryNotation.parse("""
                0 write[x] 5 @ 1ms; 1 read[x] @ 1ms; nemesis partition "n1" @ 1ms; 0 ok rev 9 @ 2ms
                0 write[x] -3 @ 2ms; 1 ok 5 rev 7 @ 2ms; nemesis info @ 2ms; 1 read @ 2ms; 1 ok 4294967296000 @ 3ms
                0 info ! timeout @ 3ms
                2 cas[y] [1 2] @ 4ms; 1 read[x] @ 4ms; 2 fail ! "not there" @ 5ms; 1 ok nil rev 12 @ 6ms
                2 write[y] "long" @ 7ms; 2 ok "other" rev 1 @ 9ms; 2 read[y] @ 9ms; 1 write[x] 9007199254740993 @ 10ms
                """);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void every_operation_comes_out_as_it_was_recorded(String what, History history, int workers) {
        Report.Header header =
                new Report.Header(what, Verdict.UNKNOWN, "", "", workers, 3, false, new LinkedHashMap<>());
        Page page = ready(open(new Report(header, history, List.of(), List.of(), List.of())));
        Object shown = page.evaluate("""
                Array.from({ length: Refute.ops.count }, (_, i) => [Refute.ops.index[i], Refute.ops.process[i], Refute.functionName(i),
                  Refute.key(i), Refute.value(Refute.ops.argument[i]), Refute.value(Refute.ops.result[i]), Refute.outcome(i),
                  Refute.ops.start[i], Refute.ops.duration[i] - 1, Refute.ops.revision[i],
                  Refute.ops.error[i] ? Refute.value(Refute.ops.error[i]) : ''].join(' | '))""");
        assertThat(shown)
                .isEqualTo(history.clients().operations().stream()
                        .map(ColumnsInBrowserTest::shown)
                        .toList());
        assertThat(chromium.errors).isEmpty();
    }

    private static String shown(Operation operation) {
        Entry completion = operation.completion();
        long start = operation.invokedNanos() / 1000;
        return String.join(
                " | ",
                Integer.toString(operation.index()),
                Integer.toString(operation.process().number()),
                operation.function(),
                operation.key().equals(Value.NIL) ? "" : OperationText.key(operation.key()),
                OperationText.value(operation.argument()),
                OperationText.value(completion == null ? Value.NIL : completion.value()),
                completion == null ? "open" : operation.outcome().word(),
                Long.toString(start),
                Long.toString(completion == null ? -1 : completion.timeNanos() / 1000 - start),
                Long.toString(completion == null ? 0 : Math.max(0, completion.revision())),
                completion == null ? "" : completion.error());
    }
}
