package refute.specs.ordered;

import java.util.ArrayList;
import java.util.List;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.history.Value;
import refute.specs.Recording;

/** Histories of maps, written as calls. Each call is answered before the next one begins, unless it is left open. */
final class Maps {
    private final Recording recording = new Recording();
    private long life = 1;

    Maps crash() {
        life++;
        return this;
    }

    Maps put(int process, String key, long value) {
        return put(process, key, value, Value.NIL);
    }

    Maps put(int process, String key, long value, Value before) {
        begin(process, "put", key, Value.of(value));
        return end(process, before);
    }

    Maps remove(int process, String key, Value before) {
        begin(process, "remove", key, Value.NIL);
        return end(process, before);
    }

    Maps get(int process, String key, Value found) {
        begin(process, "get", key, Value.NIL);
        return end(process, found);
    }

    Maps flush(int process) {
        begin(process, "flush");
        return end(process, Value.NIL);
    }

    Maps check(int process, String... problems) {
        begin(process, "check");
        return end(
                process, new Value.Vec(List.of(problems).stream().map(Value::of).toList()));
    }

    Maps size(int process, long kept, long needed, long besides) {
        begin(process, "size");
        return end(process, Value.of(List.of(Value.of(kept), Value.of(needed), Value.of(besides))));
    }

    Maps scan(int process, String... keysAndValues) {
        beginScan(process, false);
        return endScan(process, keysAndValues);
    }

    Maps subscribe(int process, String prefix) {
        recording.invoke(process, "subscribe", Value.NIL, Value.of(prefix));
        return end(process, Value.NIL);
    }

    /** Keys and values; a hyphen: the key was taken out. */
    Maps take(int process, String... events) {
        List<Value> pairs = new ArrayList<>();
        for (int i = 0; i < events.length; i += 2) {
            Value value = events[i + 1].equals("-") ? Value.NIL : Value.of(Long.parseLong(events[i + 1]));
            pairs.add(Value.pair(Value.of(events[i]), value));
        }
        begin(process, "take");
        return end(process, new Value.Vec(pairs));
    }

    Maps beginScan(int process, boolean backwards) {
        recording.invoke(
                process,
                "scan",
                Value.NIL,
                Value.of(List.of(
                        Value.of("a"), Value.of("z"), new Value.Keyword(backwards ? "backwards" : "forwards"))));
        return this;
    }

    Maps endScan(int process, String... keysAndValues) {
        List<Value> pairs = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.add(Value.pair(Value.of(keysAndValues[i]), Value.of(Long.parseLong(keysAndValues[i + 1]))));
        }
        return end(process, new Value.Vec(pairs));
    }

    Maps begin(int process, String function, String key, Value argument) {
        recording.invoke(process, function, Value.of(key), argument);
        return this;
    }

    private void begin(int process, String function) {
        recording.invoke(process, function, Value.NIL, Value.NIL);
    }

    Maps end(int process, Value result) {
        recording.ok(process, result, life);
        return this;
    }

    Maps unanswered(int process) {
        recording.info(process);
        return this;
    }

    CheckResult judgedBy(Checker checker) {
        return checker.check(Evidence.of(recording.history()), Budget.standard());
    }
}
