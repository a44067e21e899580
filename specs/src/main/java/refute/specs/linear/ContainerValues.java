package refute.specs.linear;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.ContainerModel.Discipline;

/**
 * The operations of a container by value, where each value is put in at most once: who put it in, who took it, and between which positions of the
 * history that must have taken effect.
 *
 * <p>A put takes effect before its value comes out, and a take not before its value is put in, so the intervals are narrower than the
 * operations: a put ends at the latest with the take of its value, and a take begins at the earliest with the put. Owned by one thread.
 */
final class ContainerValues {
    static final int NONE = -1;
    /** What a call is about, if not a value: a take that found nothing, and one that may have taken anything. */
    private static final int NOTHING = -1;

    private static final int ANYTHING = -2;

    private final Operations operations;
    private final ContainerRules rules;
    private final Discipline discipline;
    private int[] numberOfCall = {};

    /** By value, the operations. */
    int[] put = {};

    int[] take = {};
    /** By value, within which positions its put takes effect. */
    int[] putFrom = {};

    int[] putUntil = {};
    /** By value, within which positions its take takes effect; {@link Operations#OPEN} both if it stays inside. */
    int[] takeFrom = {};

    int[] takeUntil = {};

    /** Takes that found nothing. */
    int[] empties = {};
    /** Takes whose answers are unknown. */
    int[] crashedTakes = {};
    /** Values, and a second take of one, that contradict each other; null if there are none. */
    int @Nullable [] contradiction;

    private ContainerValues(Operations operations, Discipline discipline, ContainerRules rules) {
        this.operations = operations;
        this.discipline = discipline;
        this.rules = rules;
    }

    /** Empty if some value was put in twice, or is nil, which is also what a take that found nothing answers. */
    static Optional<ContainerValues> of(Operations operations, Discipline discipline, ContainerRules rules) {
        ContainerValues values = new ContainerValues(operations, discipline, rules);
        return values.number() && values.gather() ? Optional.of(values.narrowed()) : Optional.empty();
    }

    int count() {
        return put.length;
    }

    /** Whether its put happened, so far as is known without takes whose answers are unknown. */
    boolean isIn(int value) {
        return put[value] != NONE && rules.happened(operations.isOpen(put[value]), take[value] != NONE);
    }

    boolean isTaken(int value) {
        return take[value] != NONE;
    }

    /** False if nil was put in. */
    private boolean number() {
        List<Call> calls = operations.calls();
        Map<Value, Integer> numbers = new HashMap<>();
        numberOfCall = new int[calls.size()];
        for (int c = 0; c < numberOfCall.length; c++) {
            Call call = calls.get(c);
            boolean puts = isPut(call);
            Value value = puts ? call.argument() : call.result();
            if (puts && value.equals(Value.NIL)) {
                return false;
            }
            if (!puts && !call.isOk()) {
                numberOfCall[c] = ANYTHING;
            } else if (value.equals(Value.NIL)) {
                numberOfCall[c] = NOTHING;
            } else {
                Integer number = numbers.putIfAbsent(value, numbers.size());
                numberOfCall[c] = number == null ? numbers.size() - 1 : number;
            }
        }
        put = new int[numbers.size()];
        take = new int[numbers.size()];
        Arrays.fill(put, NONE);
        Arrays.fill(take, NONE);
        return true;
    }

    private boolean isPut(Call call) {
        return call.function().equals(discipline.put());
    }

    /** False if a value was put in twice. */
    private boolean gather() {
        int[] found = new int[operations.size()];
        int nothings = 0;
        int anythings = 0;
        for (int o = 0; o < operations.size(); o++) {
            int value = numberOfCall[operations.call()[o]];
            if (value == NOTHING) {
                found[nothings++] = o;
            } else if (value == ANYTHING) {
                found[operations.size() - ++anythings] = o;
            } else if (isPut(operations.callOf(o))) {
                if (rules.isPutTwice(put[value])) {
                    return false;
                }
                put[value] = o;
            } else {
                if (rules.isTakenTwice(take[value])) {
                    contradiction = new int[] {value, o};
                } else {
                    take[value] = o;
                }
            }
        }
        empties = Arrays.copyOf(found, nothings);
        crashedTakes = new int[anythings];
        for (int i = 0; i < anythings; i++) {
            crashedTakes[i] = found[operations.size() - 1 - i];
        }
        return true;
    }

    private ContainerValues narrowed() {
        putFrom = new int[count()];
        putUntil = new int[count()];
        takeFrom = new int[count()];
        takeUntil = new int[count()];
        for (int v = 0; v < count(); v++) {
            int puts = put[v];
            int takes = take[v];
            takeUntil[v] = takes == NONE ? Operations.OPEN : operations.returned()[takes];
            int invoked = puts == NONE ? Operations.OPEN : operations.invoked()[puts];
            if (takes != NONE && rules.isFresh(puts, invoked, takeUntil[v]) && contradiction == null) {
                contradiction = new int[] {v, takes};
            }
            putFrom[v] = invoked;
            putUntil[v] =
                    puts == NONE ? Operations.OPEN : rules.putUntil(operations.returned()[puts], takeUntil[v]);
            takeFrom[v] =
                    takes == NONE ? Operations.OPEN : rules.takeFrom(operations.invoked()[takes], invoked);
        }
        return this;
    }

    /**
     * What values that contradict each other amount to.
     *
     * @param conflict values, and behind them a take or {@link #NONE}
     */
    Finding stuck(int[] conflict) {
        int last = conflict.length - 1;
        int[] among = IntStream.concat(
                        IntStream.of(conflict).limit(last).flatMap(v -> IntStream.of(put[v], take[v])),
                        IntStream.of(conflict[last]))
                .filter(o -> o != NONE)
                .distinct()
                .sorted()
                .toArray();
        return Finding.Stuck.among(operations, among);
    }
}
