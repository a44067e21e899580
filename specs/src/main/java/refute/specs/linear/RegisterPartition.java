package refute.specs.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * Splits a history of registers by key and encodes each key's operations, straight from the columns of the history: with several threads, each for keys of its
 * own.
 *
 * <p>Left out is what cannot matter: failed operations that say nothing, unanswered reads, unanswered compare-and-sets that would
 * change nothing.
 */
final class RegisterPartition {
    private static final int UNSEEN = 0;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int CAS = 3;
    private static final int UNKNOWN = 4;
    private static final int FUNCTIONS = 4;
    /** Shorter histories are not worth a second thread. */
    private static final int ENTRIES_FOR_THREADS = 50_000;

    private final Model<Value> model;
    private final boolean failedCasObserves;
    private final History history;
    private final KeyNumbers keys;
    private final @Nullable Filling[] fillings;
    private final BadInput.Collector problems = new BadInput.Collector();
    /** By the number of a function, what it does. */
    private int[] codes = new int[FUNCTIONS];

    private RegisterPartition(Model<Value> model, boolean failedCasObserves, History history, KeyNumbers keys) {
        this.model = model;
        this.failedCasObserves = failedCasObserves;
        this.history = history;
        this.keys = keys;
        this.fillings = new Filling[keys.count()];
    }

    /** One key's operations. */
    record RegisterPart(Value key, RegisterOperations operations) {}

    /**
     * The parts, in the order in which their keys first appear.
     *
     * @param threads how many may work on it, at least 1
     * @throws BadInput with every call that the model does not understand
     */
    static List<RegisterPart> of(Model<Value> model, boolean failedCasObserves, History history, int threads) {
        int workers = history.size() < ENTRIES_FOR_THREADS ? 1 : threads;
        KeyNumbers keys = KeyNumbers.of(history, workers);
        RegisterPart[] parts = new RegisterPart[keys.count()];
        AtomicBoolean objected = new AtomicBoolean();
        int divisor = Math.max(1, Math.min(workers, keys.count()));
        SideBySide.run(
                divisor,
                remainder -> {
                    RegisterPartition some = new RegisterPartition(model, failedCasObserves, history, keys);
                    keys.forEach(divisor, remainder, some::entry);
                    objected.compareAndSet(false, !some.problems.isEmpty());
                    for (int key = remainder; key < parts.length; key += divisor) {
                        parts[key] = new RegisterPart(keys.key(key), some.operations(key));
                    }
                },
                () -> {});
        if (objected.get()) {
            // Once more in one thread, so that the problems are told in the order of the history.
            RegisterPartition all = new RegisterPartition(model, failedCasObserves, history, keys);
            keys.forEach(1, 0, all::entry);
            all.problems.throwIfAny();
        }
        return List.of(parts);
    }

    private void entry(int at, int key) {
        if (history.kind(at) == EntryKind.INVOKE) {
            Filling filling = fillings[key];
            if (filling == null) {
                filling = new Filling(model.initial(), keys.invocations(key));
                fillings[key] = filling;
            }
            invoke(filling, at);
        } else {
            Objects.requireNonNull(fillings[key]).completed(history.partner(at));
        }
    }

    private RegisterOperations operations(int key) {
        return Objects.requireNonNull(fillings[key]).operations();
    }

    private void invoke(Filling to, int at) {
        int completion = history.partner(at);
        EntryKind outcome = completion < 0 ? EntryKind.INFO : history.kind(completion);
        int end = outcome == EntryKind.INFO ? Operations.OPEN : completion;
        switch (code(at)) {
            case READ -> {
                if (outcome == EntryKind.OK) {
                    to.add(RegisterOperations.READ, to.number(history.value(completion)), at, end);
                }
            }
            case WRITE -> {
                if (outcome != EntryKind.FAIL) {
                    to.add(RegisterOperations.WRITE, to.number(history.value(at)), at, end);
                }
            }
            case CAS -> cas(to, at, outcome, end);
            default -> {}
        }
    }

    private void cas(Filling to, int at, EntryKind outcome, int end) {
        if (!(history.value(at) instanceof Value.Vec pair) || pair.items().size() != 2) {
            object(at);
            return;
        }
        int from = to.number(pair.items().get(0));
        int next = to.number(pair.items().get(1));
        if (outcome == EntryKind.FAIL) {
            if (failedCasObserves) {
                to.add(RegisterOperations.UNEQUAL, from, at, end);
            }
        } else if (from != next) {
            to.addCas(from, next, at, end);
        } else if (outcome == EntryKind.OK) {
            to.add(RegisterOperations.READ, from, at, end);
        }
    }

    private int code(int at) {
        int number = history.functionNumber(at);
        if (number >= codes.length) {
            codes = Arrays.copyOf(codes, 2 * number + FUNCTIONS);
        }
        if (codes[number] == UNSEEN) {
            String function = history.function(at);
            codes[number] = model.functions().contains(function) ? codeOf(function) : UNKNOWN;
        }
        if (codes[number] == UNKNOWN) {
            object(at);
        }
        return codes[number];
    }

    private static int codeOf(String function) {
        return switch (function) {
            case "read" -> READ;
            case "write" -> WRITE;
            default -> CAS;
        };
    }

    private void object(int at) {
        model.objection(Call.at(history, at)).ifPresent(what -> problems.add("entry " + history.index(at), what));
    }

    private static final class Filling {
        private final ValueNumbers values = new ValueNumbers();
        private final byte[] kind;
        private final int[] value;
        private final int[] next;
        private final int[] invoked;
        private final int[] returned;
        private int size;
        private final int[] events;
        private int eventCount;

        /** @param most how many operations there may be */
        Filling(Value initial, int most) {
            values.of(initial);
            kind = new byte[most];
            value = new int[most];
            next = new int[most];
            invoked = new int[most];
            returned = new int[most];
            events = new int[2 * most];
        }

        int number(Value v) {
            return values.of(v);
        }

        void add(byte itsKind, int itsValue, int at, int end) {
            kind[size] = itsKind;
            value[size] = itsValue;
            next[size] = itsValue;
            invoked[size] = at;
            returned[size] = end;
            event(2 * size);
            size++;
        }

        void addCas(int expected, int made, int at, int end) {
            add(RegisterOperations.CAS, expected, at, end);
            next[size - 1] = made;
        }

        /** The operation invoked there, if it was not left out. Most are among the last few, so they are looked for from the end, in leaps. */
        void completed(int at) {
            int reach = 1;
            while (reach < size && invoked[size - reach] > at) {
                reach *= 2;
            }
            int number = Arrays.binarySearch(invoked, Math.max(0, size - reach), size, at);
            if (number >= 0) {
                event(2 * number + 1);
            }
        }

        private void event(int event) {
            events[eventCount++] = event;
        }

        RegisterOperations operations() {
            return new RegisterOperations(
                    size == kind.length ? kind : Arrays.copyOf(kind, size),
                    cut(value, size),
                    cut(next, size),
                    cut(invoked, size),
                    cut(returned, size),
                    cut(events, eventCount),
                    values.size(),
                    0);
        }

        private static int[] cut(int[] array, int length) {
            return length == array.length ? array : Arrays.copyOf(array, length);
        }
    }
}
