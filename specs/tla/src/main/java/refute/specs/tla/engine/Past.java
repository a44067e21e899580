package refute.specs.tla.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.specs.tla.Counterexample;
import refute.specs.tla.TlaValue;
import refute.specs.tla.trace.TraceEvent;
import tlc2.tool.TLCState;

/** The last few states on a trace's way, with the events that led to them. */
final class Past {
    private final int max;
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(@Nullable TraceEvent event, TLCState state) {}

    Past(int max) {
        this.max = max;
    }

    void clear() {
        steps.clear();
    }

    /** @param event empty of an initial state */
    void add(@Nullable TraceEvent event, TLCState state) {
        if (steps.size() == max) {
            steps.removeFirst();
        }
        steps.addLast(new Step(event, state));
    }

    List<Counterexample.Step> told(Function<TLCState, SequencedMap<String, TlaValue>> values) {
        List<Counterexample.Step> told = new ArrayList<>();
        for (Step step : steps) {
            TraceEvent event = step.event();
            SequencedMap<String, TlaValue> state = values.apply(step.state());
            told.add(
                    event == null
                            ? new Counterexample.Step(0, "Initial predicate", "", state)
                            : new Counterexample.Step(
                                    (int) event.sequence(),
                                    event.name() + " of " + event.node(),
                                    "line " + event.line(),
                                    state));
        }
        return told;
    }
}
