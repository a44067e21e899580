package refute.specs.ordered;

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
 * A small history of a map with three writers and a listener, as a right one would make it; in two of three, what was heard is then changed a little. Calls take
 * effect at an instant between their ends.
 */
final class RandomListening {
    private static final List<String> KEYS = List.of("p/a", "p/b", "q/a");
    private static final int WRITERS = 3;
    private static final int WRITES_MAX = 7;
    private static final int TAKES = 2;

    private final RandomGenerator random;
    private final Recording recording = new Recording();
    private final Map<String, Value> map = new HashMap<>();
    private final List<Runnable> entries = new ArrayList<>();
    private final List<List<Value>> heard = new ArrayList<>();
    private final List<Value> done = new ArrayList<>();
    private List<Value> pending = new ArrayList<>();
    private boolean listening;
    private int writes;

    /** One who calls; what it is about to do, and how far it is. */
    private static final class Caller {
        private final int number;
        private int stage;
        private String function = "";
        private String key = "";
        private Value value = Value.NIL;
        private Value before = Value.NIL;
        private List<Value> its = List.of();
        private int calls;
        private boolean gone;

        private Caller(int number) {
            this.number = number;
        }
    }

    RandomListening(Seed seed) {
        random = seed.random();
    }

    History history() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i <= WRITERS; i++) {
            callers.add(new Caller(i));
        }
        Caller listener = callers.getFirst();
        while (listener.calls <= TAKES + 1) {
            Caller next = callers.get(random.nextInt(callers.size()));
            if (!next.gone) {
                step(next);
            }
        }
        if (random.nextInt(3) > 0) {
            change();
        }
        entries.forEach(Runnable::run);
        return recording.history();
    }

    private void step(Caller caller) {
        switch (caller.stage) {
            case 0 -> begin(caller);
            case 1 -> takeEffect(caller);
            default -> end(caller);
        }
    }

    private void begin(Caller caller) {
        boolean listens = caller.number == 0;
        if (!listens && writes == WRITES_MAX) {
            return;
        }
        if (listens) {
            caller.function = caller.calls == 0 ? "subscribe" : caller.calls > TAKES ? "unsubscribe" : "take";
        } else {
            writes++;
            caller.function = random.nextInt(3) == 0 ? "remove" : "put";
            caller.key = KEYS.get(random.nextInt(KEYS.size()));
            caller.value = caller.function.equals("put") ? Value.of(writes) : Value.NIL;
        }
        String function = caller.function;
        Value key = listens ? Value.NIL : Value.of(caller.key);
        Value argument = function.equals("subscribe") ? Value.of("p/") : caller.value;
        entries.add(() -> recording.invoke(caller.number, function, key, argument));
        caller.stage = 1;
    }

    private void takeEffect(Caller caller) {
        caller.stage = 2;
        switch (caller.function) {
            case "subscribe" -> listening = true;
            case "take", "unsubscribe" -> {
                caller.its = pending;
                heard.add(pending);
                pending = new ArrayList<>();
                listening = !caller.function.equals("unsubscribe");
            }
            default -> {
                if (random.nextInt(8) == 0) {
                    // Nobody will know whether it did.
                    giveUp(caller, random.nextBoolean());
                } else {
                    write(caller);
                }
            }
        }
    }

    private void giveUp(Caller caller, boolean writes) {
        if (writes) {
            write(caller);
        }
        caller.gone = true;
        entries.add(() -> recording.info(caller.number));
    }

    private void write(Caller caller) {
        caller.before = map.getOrDefault(caller.key, Value.NIL);
        map.put(caller.key, caller.value);
        if (!caller.before.equals(caller.value)) {
            Value event = Value.pair(Value.of(caller.key), caller.value);
            done.add(event);
            if (listening && caller.key.startsWith("p/")) {
                pending.add(event);
            }
        }
    }

    private void end(Caller caller) {
        caller.stage = 0;
        caller.calls++;
        boolean takes = caller.function.endsWith("take") || caller.function.equals("unsubscribe");
        Value before = caller.before;
        List<Value> its = caller.its;
        entries.add(() -> recording.ok(
                caller.number, takes ? Value.of(its) : caller.function.equals("subscribe") ? Value.NIL : before, 1));
    }

    /** Something is left out, told twice, put elsewhere, or made up. */
    private void change() {
        List<Value> one = heard.get(random.nextInt(heard.size()));
        List<Value> other = heard.get(random.nextInt(heard.size()));
        switch (random.nextInt(5)) {
            case 0 -> take(one);
            case 1 -> {
                if (!one.isEmpty()) {
                    other.add(random.nextInt(other.size() + 1), one.get(random.nextInt(one.size())));
                }
            }
            case 2 -> {
                Value moved = take(one);
                if (!moved.equals(Value.NIL)) {
                    other.add(random.nextInt(other.size() + 1), moved);
                }
            }
            case 3 -> {
                if (!done.isEmpty()) {
                    one.add(random.nextInt(one.size() + 1), done.get(random.nextInt(done.size())));
                }
            }
            default ->
                one.add(random.nextInt(one.size() + 1), Value.pair(Value.of(KEYS.get(random.nextInt(2))), Value.NIL));
        }
    }

    private Value take(List<Value> from) {
        return from.isEmpty() ? Value.NIL : from.remove(random.nextInt(from.size()));
    }
}
