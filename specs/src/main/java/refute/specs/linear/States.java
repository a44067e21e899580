package refute.specs.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import refute.specs.model.Call;
import refute.specs.model.Model;

/**
 * The states of a model by small numbers, each computed once: a search compares numbers, and asks the model only when a call
 * meets a state for the first time. The initial state is number 0. Owned by one thread.
 *
 * @param <S> the model's states
 */
final class States<S> {
    private static final int[] NONE = {};
    /** A guess of what a state, its number and its row hold; models with large states hold more. */
    private static final long BYTES_PER_STATE = 200;

    private final Model<S> model;
    private final List<Call> calls;
    private final Map<S, Integer> numbers = new HashMap<>();
    private final List<S> states = new ArrayList<>();
    /** By state, then by call. */
    private final List<int @Nullable [][]> successors = new ArrayList<>();

    private final Allowance allowance;
    private long heldBytes;

    States(Model<S> model, List<Call> calls, Allowance allowance) {
        this.model = model;
        this.calls = calls;
        this.allowance = allowance;
        number(model.initial());
    }

    S state(int number) {
        return states.get(number);
    }

    int size() {
        return states.size();
    }

    /** The numbers of the states after this call in this state; the caller must not change them. */
    int[] after(int state, int call) {
        int @Nullable [][] row = successors.get(state);
        int[] known = row[call];
        if (known == null) {
            known = compute(state, call);
            row[call] = known;
        }
        return known;
    }

    private int[] compute(int state, int call) {
        List<S> next = model.step(states.get(state), calls.get(call));
        if (next.isEmpty()) {
            return NONE;
        }
        int[] numbersOfNext = new int[next.size()];
        for (int i = 0; i < numbersOfNext.length; i++) {
            numbersOfNext[i] = number(next.get(i));
        }
        return numbersOfNext;
    }

    private int number(S state) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        int fresh = states.size();
        numbers.put(state, fresh);
        states.add(state);
        successors.add(new int[calls.size()][]);
        long bytes = BYTES_PER_STATE + 8L * calls.size();
        heldBytes += bytes;
        allowance.hold(bytes);
        return fresh;
    }

    /** Gives back what they held: the search is over. */
    void release() {
        allowance.hold(-heldBytes);
        heldBytes = 0;
    }
}
