package refute.specs.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.Recording;

/** The checker against the definition written down once more, pair by pair, on random small histories. */
class SetCheckerTwinTest {
    @Property(tries = 2000)
    void the_checker_agrees_with_the_definition(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        History history = random(new Seed(seed));

        Verdict verdict =
                new SetChecker().check(Evidence.of(history), Budget.standard()).verdict();

        assertThat(verdict == Verdict.INVALID).as(history.entries().toString()).isEqualTo(isWrong(history));
    }

    /** Wrong is: read without a reason, read twice, or missing from a read that began when it was known. */
    private static boolean isWrong(History history) {
        List<Operation> reads = history.operations().stream()
                .filter(o -> o.function().equals("read") && o.isOk())
                .toList();
        for (Operation read : reads) {
            List<Value> seen = ((Value.Vec) read.result()).items();
            if (seen.stream().distinct().count() != seen.size()
                    || seen.stream().anyMatch(v -> !mayBe(v, read, history))) {
                return true;
            }
            if (!seen.containsAll(knownBefore(read, history, reads))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBe(Value value, Operation read, History history) {
        return history.operations().stream()
                .filter(o -> o.function().equals("add") && o.argument().equals(value))
                .anyMatch(o -> o.outcome() != EntryKind.FAIL && o.invokedNanos() < read.returnedNanos());
    }

    private static List<Value> knownBefore(Operation read, History history, List<Operation> reads) {
        List<Value> known = new ArrayList<>();
        history.operations().stream()
                .filter(o -> o.function().equals("add") && o.isOk() && o.returnedNanos() < read.invokedNanos())
                .forEach(o -> known.add(o.argument()));
        reads.stream()
                .filter(o -> o.returnedNanos() < read.invokedNanos())
                .forEach(o -> known.addAll(((Value.Vec) o.result()).items()));
        return known;
    }

    /** Up to three processes, four elements, each added once; reads see a random part, mostly of what was begun. */
    private static History random(Seed seed) {
        Recording recording = new Recording();
        boolean[] open = new boolean[3];
        boolean[] reading = new boolean[3];
        boolean[] gone = new boolean[3];
        int next = 0;
        long drawn = 0;
        for (int step = 0; step < 14; step++) {
            int process = seed.at(drawn++, 3);
            if (gone[process]) {
                continue;
            }
            if (!open[process]) {
                reading[process] = next == 4 || seed.at(drawn++, 2) == 0;
                recording.invoke(
                        process,
                        reading[process] ? "read" : "add",
                        Value.NIL,
                        reading[process] ? Value.NIL : Value.of(next++));
                open[process] = true;
                continue;
            }
            open[process] = false;
            int how = seed.at(drawn++, 8);
            if (how == 0) {
                recording.fail(process);
            } else if (how == 1) {
                recording.info(process);
                gone[process] = true;
            } else {
                recording.ok(process, reading[process] ? seen(seed, drawn, next) : Value.NIL, 0);
                drawn += 6;
            }
        }
        return recording.history();
    }

    private static Value seen(Seed seed, long drawn, int begun) {
        List<Value> seen = new ArrayList<>();
        for (int element = 0; element < begun; element++) {
            if (seed.at(drawn + element, 8) != 0) {
                seen.add(Value.of(element));
            }
        }
        if (seed.at(drawn + 5, 20) == 0 && !seen.isEmpty()) {
            seen.add(seen.getFirst());
        }
        return Value.of(seen);
    }
}
