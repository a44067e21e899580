package refute.specs.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.Recording;

/**
 * Small histories of transactions on a store that is now and then wrong: it answers from an old state, drops an append, keeps what it said
 * it had aborted, or shows half a transaction. About half of them are wrong.
 */
final class RandomTransactions {
    private static final Value APPEND = new Value.Keyword("append");
    private static final Value READ = new Value.Keyword("r");
    private static final int PROCESSES = 3;

    private final RandomGenerator random;
    private final int mischief;
    private final Recording recording = new Recording();
    private final List<Map<Value, List<Value>>> states = new ArrayList<>(List.of(new HashMap<>()));
    private final List<List<Value>> open = new ArrayList<>();
    private final int[] process = {0, 1, 2};
    private int element;

    private RandomTransactions(Seed seed) {
        random = seed.random();
        mischief = 1 + random.nextInt(12);
    }

    static History of(Seed seed, int transactions) {
        return new RandomTransactions(seed).run(transactions);
    }

    private History run(int transactions) {
        for (int worker = 0; worker < PROCESSES; worker++) {
            open.add(List.of());
        }
        int begun = 0;
        boolean anyOpen = true;
        while (begun < transactions || anyOpen) {
            int worker = random.nextInt(PROCESSES);
            if (!open.get(worker).isEmpty()) {
                complete(worker);
            } else if (begun < transactions) {
                open.set(worker, steps());
                recording.invoke(process[worker], "txn", Value.NIL, Value.of(open.get(worker)));
                begun++;
            }
            anyOpen = open.stream().anyMatch(steps -> !steps.isEmpty());
        }
        return recording.history();
    }

    private List<Value> steps() {
        List<Value> steps = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Value key = Value.of(random.nextBoolean() ? "x" : "y");
            boolean append = random.nextInt(5) < 2;
            steps.add(Value.of(List.of(append ? APPEND : READ, key, append ? Value.of(++element) : Value.NIL)));
        }
        return steps;
    }

    private boolean misbehaves() {
        return random.nextInt(mischief + 3) == 0;
    }

    private void complete(int worker) {
        int ending = random.nextInt(10);
        boolean happens = ending < 8 || random.nextBoolean();
        List<Value> answer = happens != (ending == 9 && misbehaves()) ? apply(open.get(worker)) : List.of();
        if (ending < 8) {
            recording.ok(process[worker], Value.of(answer), 0);
        } else if (ending == 8) {
            recording.info(process[worker]);
            process[worker] += PROCESSES;
        } else {
            if (!answer.isEmpty() && !misbehaves()) {
                states.removeLast();
            }
            recording.fail(process[worker]);
        }
        open.set(worker, List.of());
    }

    private List<Value> apply(List<Value> steps) {
        Map<Value, List<Value>> latest = states.getLast();
        int back = misbehaves() ? 1 + random.nextInt(2) : 0;
        Map<Value, List<Value>> seen = new HashMap<>(states.get(Math.max(0, states.size() - 1 - back)));
        Map<Value, List<Value>> written = new HashMap<>(latest);
        List<Value> answer = new ArrayList<>();
        for (Value item : steps) {
            List<Value> step = ((Value.Vec) item).items();
            if (step.getFirst().equals(READ)) {
                answer.add(Value.of(List.of(READ, step.get(1), Value.of(seen.getOrDefault(step.get(1), List.of())))));
                continue;
            }
            answer.add(item);
            append(seen, step);
            if (!misbehaves()) {
                append(written, step);
            }
            if (misbehaves() && misbehaves()) {
                states.add(new HashMap<>(written));
            }
        }
        states.add(written);
        return answer;
    }

    private static void append(Map<Value, List<Value>> state, List<Value> step) {
        List<Value> longer = new ArrayList<>(state.getOrDefault(step.get(1), List.of()));
        longer.add(step.getLast());
        state.put(step.get(1), longer);
    }
}
