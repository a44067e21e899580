package refute.specs.tla.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import refute.specs.tla.Counterexample;
import refute.specs.tla.TlaValue;
import refute.specs.tla.trace.Refusal;
import refute.specs.tla.trace.SpecCoverage;
import refute.specs.tla.trace.StepEngine;
import refute.specs.tla.trace.TraceEvent;
import refute.specs.tla.trace.TraceVocabulary;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.WatchedTool;
import tlc2.util.Context;

/**
 * Follows a trace with TLC's evaluator: of {@code Step(e)}, with {@code e} bound to an event, it makes the successors of each state that is
 * still possible.
 */
public final class StepsInTlc implements StepEngine {
    private static final String STEP = "Step";
    /** How many states are remembered for whoever asks how it came so far. */
    private static final int LAST_MAX = 6;
    /** TLC leaves some values unevaluated, and what they are made of alive with them. */
    private static final int STEPS_BETWEEN_EVALUATIONS = 1 << 10;

    private final List<TLCState> initial = new ArrayList<>();
    private final Past past = new Past(LAST_MAX);
    private @Nullable Following following;
    private List<TLCState> frontier = List.of();
    private long steps;

    /** What is fixed once the module is parsed. */
    private record Following(
            WatchedTool tool, OpDefNode step, EventValues values, SourceText source, StepCoverage coverage) {}

    public StepsInTlc() {}

    @Override
    public void open(Path module, Path scratch, TraceVocabulary vocabulary) {
        ParsedModule parsed = ParsedModule.open(module, scratch, tool -> {
            Twins.override(tool);
            return tool;
        });
        WatchedTool tool = parsed.tool();
        OpDefNode step = tool.definition(STEP);
        SourceText source = new SourceText(parsed.folder());
        following = new Following(
                tool, step, new EventValues(vocabulary), source, StepCoverage.of(tool, step, specOf(module), source));
        initial.addAll(parsed.initial());
    }

    /** The spec whose steps a module tells of has its name without the word at its end. */
    private static String specOf(Path module) {
        return module.getFileName().toString().replace(STEP + ".tla", "");
    }

    @Override
    public void begin() {
        frontier = List.copyOf(initial);
        past.clear();
        past.add(null, frontier.getFirst());
        steps = 0;
    }

    @Override
    public int step(TraceEvent event) {
        Following f = opened();
        Action action = action(f, event);
        List<TLCState> next;
        try {
            next = frontier.size() == 1 ? successors(f, action, frontier.getFirst()) : successors(f, action);
        } catch (RuntimeException | StackOverflowError e) {
            // It has no value: why is asked for later.
            return 0;
        }
        if (next.isEmpty()) {
            return 0;
        }
        if (++steps % STEPS_BETWEEN_EVALUATIONS == 0) {
            next.forEach(TLCState::deepNormalize);
        }
        frontier = next;
        past.add(event, next.getFirst());
        return next.size();
    }

    @Override
    public Refusal refusal(TraceEvent event) {
        Following f = opened();
        return new Blame(f.tool(), f.source()).of(action(f, event), frontier.getFirst());
    }

    @Override
    public List<Counterexample.Step> lastStates() {
        return past.told(StepsInTlc::told);
    }

    @Override
    public SpecCoverage coverage() {
        return opened().coverage().told();
    }

    private Following opened() {
        Following known = following;
        if (known == null) {
            throw new IllegalStateException("no module is open");
        }
        return known;
    }

    private static Action action(Following f, TraceEvent event) {
        Context bound = Context.Empty.cons(f.step().getParams()[0], f.values().of(event));
        return new Action(f.step().getBody(), bound, f.step());
    }

    private static List<TLCState> successors(Following f, Action action, TLCState state) {
        StateVec found = f.tool().getNextStates(action, state);
        return found.size() == 1 ? List.of(found.elementAt(0)) : distinct(found, new ArrayList<>());
    }

    private List<TLCState> successors(Following f, Action action) {
        List<TLCState> all = new ArrayList<>();
        for (TLCState state : frontier) {
            distinct(f.tool().getNextStates(action, state), all);
        }
        return all;
    }

    private static List<TLCState> distinct(StateVec found, List<TLCState> all) {
        for (int i = 0; i < found.size(); i++) {
            TLCState state = found.elementAt(i);
            if (all.stream().noneMatch(state::equals)) {
                all.add(state);
            }
        }
        return all;
    }

    private static SequencedMap<String, TlaValue> told(TLCState state) {
        state.deepNormalize();
        return StateTexts.of(state);
    }
}
