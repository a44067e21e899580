package refute.specs.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import refute.harness.BadInput;
import refute.harness.history.Value;
import refute.specs.model.ContainerModel.Discipline;

/** The models that come with Refute, by name. */
public final class Models {
    /**
     * What can be chosen about a model from outside.
     *
     * @param initial the state before the first operation, {@link Value#NIL} for the usual one
     * @param failedCas what a failed compare-and-set says
     */
    public record Choice(Value initial, FailedCas failedCas) {
        public static Choice usual() {
            return new Choice(Value.NIL, FailedCas.NOTHING);
        }
    }

    private static final SequencedMap<String, Function<Choice, Model<?>>> BY_NAME = byName();

    private Models() {}

    /** The names with one line each, in the order in which to list them. */
    public static SequencedMap<String, String> descriptions() {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        BY_NAME.forEach(
                (name, make) -> lines.put(name, make.apply(Choice.usual()).description()));
        return lines;
    }

    /**
     * The model of this name.
     *
     * @throws BadInput if there is none, or if it cannot begin with this initial value
     */
    public static Model<?> named(String name, Choice choice) {
        Function<Choice, Model<?>> make = BY_NAME.get(name);
        if (make == null) {
            throw new BadInput(
                    "--model",
                    "no model is called " + name,
                    "there are " + String.join(", ", BY_NAME.sequencedKeySet()));
        }
        return make.apply(choice);
    }

    private static SequencedMap<String, Function<Choice, Model<?>>> byName() {
        SequencedMap<String, Function<Choice, Model<?>>> models = new LinkedHashMap<>();
        models.put("register", c -> new RegisterModel(c.initial()));
        models.put("cas-register", c -> new CasRegisterModel(c.initial(), c.failedCas()));
        models.put("versioned-register", c -> new VersionedRegisterModel(c.initial(), c.failedCas()));
        models.put("multi-register", c -> new MultiRegisterModel(map(c.initial())));
        models.put("mutex", c -> new MutexModel(truth(c.initial())));
        models.put("owned-lock", c -> new OwnedLockModel(1));
        models.put("reentrant-lock", c -> new OwnedLockModel(OwnedLockModel.REENTRANT_HOLDS_MAX));
        models.put("set", c -> new SetModel(Set.copyOf(list(c.initial()))));
        for (Discipline discipline : Discipline.values()) {
            String name = new ContainerModel(discipline).name();
            models.put(name, c -> new ContainerModel(discipline, list(c.initial())));
        }
        models.put("counter", c -> new CounterModel(number(c.initial()), Long.MIN_VALUE, Long.MAX_VALUE));
        models.put("list", c -> new ListModel(list(c.initial())));
        models.put("log", c -> new LogModel(list(c.initial())));
        models.put("map-entry", c -> new MapEntryModel(c.initial(), c.failedCas()));
        models.put("kv", c -> new TextModel(text(c.initial())));
        return models;
    }

    private static List<Value> list(Value initial) {
        return switch (initial) {
            case Value.Nil nil -> List.of();
            case Value.Vec vec -> vec.items();
            default -> throw wrong(initial, "a list");
        };
    }

    private static Map<Value, Value> map(Value initial) {
        return switch (initial) {
            case Value.Nil nil -> Map.of();
            case Value.Dict dict -> dict.items();
            default -> throw wrong(initial, "a map");
        };
    }

    private static long number(Value initial) {
        return switch (initial) {
            case Value.Nil nil -> 0;
            case Value.Int number -> number.number();
            default -> throw wrong(initial, "a whole number");
        };
    }

    private static boolean truth(Value initial) {
        return switch (initial) {
            case Value.Nil nil -> false;
            case Value.Bool bool -> bool.truth();
            default -> throw wrong(initial, "true or false");
        };
    }

    private static String text(Value initial) {
        return switch (initial) {
            case Value.Nil nil -> "";
            case Value.Text text -> text.text();
            default -> throw wrong(initial, "a text");
        };
    }

    private static BadInput wrong(Value initial, String wanted) {
        return new BadInput("--initial", "this model begins with " + wanted + ", not " + initial, "");
    }
}
