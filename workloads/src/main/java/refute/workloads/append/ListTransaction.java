package refute.workloads.append;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import refute.harness.history.Value;

/** Steps that are taken together or not at all; a read sees the appends before it in its own transaction. */
public record ListTransaction(List<Step> steps) {
    public ListTransaction {
        steps = List.copyOf(steps);
    }

    /**
     * What a transaction does to lists.
     *
     * @param answer the steps with their reads answered: the value of the {@link refute.harness.system.Reply.Ok}
     * @param changed the lists that it appends to, as they are afterwards
     */
    public record Outcome(Value answer, SequencedMap<Value, List<Value>> changed) {}

    /** The keys of all lists, in the order in which they come up. */
    public SequencedSet<Value> keys() {
        SequencedSet<Value> keys = new LinkedHashSet<>();
        steps.forEach(step -> keys.add(step.key()));
        return keys;
    }

    public boolean isReadOnly() {
        return steps.stream().allMatch(Step.Read.class::isInstance);
    }

    /** What it does when these are the lists; a list that is not among them is empty. */
    public Outcome on(Map<Value, List<Value>> lists) {
        SequencedMap<Value, List<Value>> changed = new LinkedHashMap<>();
        List<Value> answers = new ArrayList<>();
        for (Step step : steps) {
            List<Value> now = changed.getOrDefault(step.key(), lists.getOrDefault(step.key(), List.of()));
            if (step instanceof Step.Append append) {
                List<Value> longer = new ArrayList<>(now);
                longer.add(append.element());
                changed.put(append.key(), longer);
            }
            answers.add(step.answered(now));
        }
        return new Outcome(Value.of(answers), changed);
    }

    /** As it is asked in a history. */
    Value asked() {
        return Value.of(steps.stream().map(Step::asked).toList());
    }

    /** @throws IllegalArgumentException if the value is none as {@link #asked} makes them */
    static ListTransaction of(Value value) {
        if (value instanceof Value.Vec vec) {
            return new ListTransaction(vec.items().stream().map(Step::of).toList());
        }
        throw new IllegalArgumentException("no transaction over lists: " + value);
    }
}
