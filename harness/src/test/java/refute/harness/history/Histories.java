package refute.harness.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary values and well-formed histories, for the round trips of all codecs. */
public final class Histories {
    private Histories() {}

    /** Values of every type, with every character; nested a little. */
    public static Arbitrary<Value> values() {
        return values(2);
    }

    private static Arbitrary<Value> values(int depth) {
        Arbitrary<Value> simple = Arbitraries.oneOf(
                Arbitraries.just(Value.NIL),
                Arbitraries.longs().map(Value::of),
                Arbitraries.longs().between(-20, 300).map(Value::of),
                Arbitraries.doubles().map(Value.Real::new),
                Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0).map(Value.Real::new),
                Arbitraries.of(true, false).map(Value::of),
                Arbitraries.strings().ofMaxLength(12).map(Value::of),
                words().map(Value.Keyword::new));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<Value> inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, simple),
                net.jqwik.api.Tuple.of(1, inner.list().ofMaxSize(4).map(Value::of)),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(inner, inner)
                                .as(Value::pair)
                                .list()
                                .ofMaxSize(3)
                                .map(Histories::dict)));
    }

    private static Value dict(List<Value> pairs) {
        SequencedMap<Value, Value> items = new LinkedHashMap<>();
        for (Value pair : pairs) {
            List<Value> two = ((Value.Vec) pair).items();
            items.put(two.get(0), two.get(1));
        }
        return new Value.Dict(items);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6);
    }

    /** Histories with indexes from 0 without gaps. */
    public static Arbitrary<History> dense() {
        Arbitrary<String> functions = Arbitraries.oneOf(
                Arbitraries.of("read", "write", "cas", "ok"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(5));
        Arbitrary<Draft> drafts = Combinators.combine(
                        Arbitraries.integers().between(-1, 4),
                        Arbitraries.of(EntryKind.OK, EntryKind.OK, EntryKind.FAIL, EntryKind.INFO),
                        functions,
                        Arbitraries.oneOf(Arbitraries.of(Value.NIL, Value.of("x")), values()),
                        values(),
                        Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs()),
                        Arbitraries.oneOf(
                                Arbitraries.just(""), Arbitraries.strings().ofMaxLength(10)),
                        Arbitraries.oneOf(
                                Arbitraries.just(1_000_000L),
                                Arbitraries.longs().between(0, 1L << 40)))
                .as(Draft::new);
        return drafts.list().ofMaxSize(30).map(Histories::history);
    }

    private record Draft(
            int process,
            EntryKind kind,
            String function,
            Value key,
            Value value,
            long revision,
            String error,
            long delta) {}

    private static History history(List<Draft> drafts) {
        List<Entry> entries = new ArrayList<>();
        Map<Integer, Entry> open = new HashMap<>();
        Map<Integer, Integer> retired = new HashMap<>();
        long time = 0;
        for (Draft draft : drafts) {
            int index = entries.size();
            time += entries.isEmpty() ? 0 : draft.delta();
            int number = draft.process() < 0 ? -1 : draft.process() + 5 * retired.getOrDefault(draft.process(), 0);
            ProcessId process = new ProcessId(number);
            Entry invocation = open.remove(number);
            if (invocation == null) {
                Entry entry = Entry.invoke(index, time, process, draft.function(), draft.key(), draft.value());
                open.put(number, entry);
                entries.add(entry);
                continue;
            }
            Value value = draft.delta() % 2 == 0 ? invocation.value() : draft.value();
            entries.add(new Entry(
                    index,
                    time,
                    process,
                    draft.kind(),
                    invocation.function(),
                    invocation.key(),
                    value,
                    draft.revision(),
                    draft.error()));
            if (draft.kind() == EntryKind.INFO) {
                retired.merge(draft.process(), 1, Integer::sum);
            }
        }
        return History.of(entries);
    }
}
