package refute.specs.linear;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import refute.harness.history.Value;
import refute.specs.linear.Histories.Sample;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;
import refute.specs.model.CounterModel;
import refute.specs.model.FailedCas;
import refute.specs.model.ListModel;
import refute.specs.model.LogModel;
import refute.specs.model.Model;
import refute.specs.model.MultiRegisterModel;
import refute.specs.model.MutexModel;
import refute.specs.model.OwnedLockModel;
import refute.specs.model.RegisterModel;
import refute.specs.model.SetModel;
import refute.specs.model.TextModel;
import refute.specs.model.VersionedRegisterModel;

/** For each model, what random histories are made of: few values, so that they often make sense. */
final class Vocabulary {
    static final SequencedMap<Model<?>, List<Sample>> ALL = all();

    private Vocabulary() {}

    static List<Sample> casRegister(int values) {
        List<Value> written = ints(1, values);
        List<Value> pairs = written.stream()
                .flatMap(from -> written.stream().map(to -> Value.pair(from, to)))
                .toList();
        return List.of(
                new Sample("read", nil(), with(Value.NIL, written)),
                new Sample("write", written, List.of()),
                new Sample("cas", pairs, List.of()));
    }

    private static SequencedMap<Model<?>, List<Sample>> all() {
        List<Value> two = ints(1, 2);
        SequencedMap<Model<?>, List<Sample>> all = new LinkedHashMap<>();
        all.put(
                new RegisterModel(),
                List.of(new Sample("read", nil(), with(Value.NIL, two)), new Sample("write", two, List.of())));
        all.put(new CasRegisterModel(), casRegister(2));
        all.put(new CasRegisterModel(Value.NIL, FailedCas.OBSERVATION), casRegister(2));
        all.put(new VersionedRegisterModel(), casRegister(2));
        all.put(new MutexModel(), List.of(new Sample("acquire", nil(), nil()), new Sample("release", nil(), nil())));
        List<Sample> owned = List.of(new Sample("acquire", two, nil()), new Sample("release", two, nil()));
        all.put(new OwnedLockModel(1), owned);
        all.put(new OwnedLockModel(2), owned);
        List<Value> lists = List.of(list(), list(1), list(2), list(1, 2), list(2, 1), list(1, 1));
        all.put(
                new SetModel(),
                List.of(
                        new Sample("add", two, List.of()),
                        new Sample("remove", ints(1, 1), List.of()),
                        new Sample("contains", two, List.of(Value.of(true), Value.of(false))),
                        new Sample("read", nil(), lists)));
        for (Discipline discipline : Discipline.values()) {
            all.put(
                    new ContainerModel(discipline),
                    List.of(
                            new Sample(discipline.put(), two, List.of()),
                            new Sample(discipline.take(), nil(), with(Value.NIL, two))));
        }
        all.put(
                new CounterModel(0, -1, 2),
                List.of(
                        new Sample("increment", nil(), nil()),
                        new Sample("decrement", nil(), nil()),
                        new Sample("add", ints(1, 2), List.of()),
                        new Sample("read", nil(), ints(-1, 2))));
        all.put(new ListModel(), List.of(new Sample("append", two, List.of()), new Sample("read", nil(), lists)));
        all.put(
                new LogModel(),
                List.of(
                        new Sample("append", List.of(Value.of("a"), Value.of("b")), ints(0, 2)),
                        new Sample("read", ints(0, 2), List.of(Value.of("a"), Value.of("b"), Value.NIL))));
        List<Value> texts = List.of(Value.of("a"), Value.of("b"));
        all.put(
                new TextModel(),
                List.of(
                        new Sample("put", texts, List.of()),
                        new Sample("append", texts, List.of()),
                        new Sample(
                                "get",
                                nil(),
                                List.of(Value.of(""), Value.of("a"), Value.of("b"), Value.of("ab"), Value.of("ba")))));
        all.put(
                new MultiRegisterModel(),
                List.of(
                        new Sample("txn", List.of(txn("w", "x", 1), txn("w", "x", 2)), List.of()),
                        new Sample("txn", List.of(txn("w", "x", 1)), List.of(txn2(1, 2), txn2(1, 1), txn2(2, 1)))));
        return all;
    }

    private static Value txn(String word, String register, long value) {
        return Value.of(List.of(micro(word, register, Value.of(value))));
    }

    /** Reads x and writes y, so that a transaction both looks and changes. */
    private static Value txn2(long read, long written) {
        return Value.of(List.of(micro("r", "x", Value.of(read)), micro("w", "x", Value.of(written))));
    }

    private static Value micro(String word, String register, Value value) {
        return Value.of(List.of(new Value.Keyword(word), new Value.Keyword(register), value));
    }

    private static List<Value> nil() {
        return List.of(Value.NIL);
    }

    private static List<Value> ints(long from, long to) {
        LongFunction<Value> of = Value::of;
        return LongStream.rangeClosed(from, to).mapToObj(of).toList();
    }

    private static Value list(long... numbers) {
        LongFunction<Value> of = Value::of;
        return Value.of(LongStream.of(numbers).mapToObj(of).toList());
    }

    private static List<Value> with(Value first, List<Value> rest) {
        List<Value> all = new java.util.ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }
}
