package refute.specs.tla.trace;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Trace;
import refute.harness.history.Value;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.Specs;

/**
 * Judges what nodes recorded of themselves against the spec of the system.
 *
 * <p>Judges of traces are kept for the next run with the same cast, as a campaign has thousands of them.
 */
public final class ConformanceChecker implements Checker {
    public static final String NAME = "conformance";

    private final Map<Cast, Deque<Conformance>> idle = new HashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "whether what nodes recorded of themselves is a behaviour of the spec";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Optional<Trace> trace = evidence.trace();
        if (trace.isEmpty()) {
            return CheckResult.unknown(NAME, "no trace was recorded");
        }
        try {
            return result(judge(trace.get(), budget));
        } catch (BadInput e) {
            return CheckResult.unknown(NAME, "the trace cannot be read: " + e.problems().getFirst());
        } catch (IOException e) {
            return CheckResult.unknown(NAME, "the trace cannot be read: " + e.getMessage());
        }
    }

    private ConformanceResult judge(Trace trace, Budget budget) throws IOException {
        TraceSpec spec = TraceSpec.of(Specs.named(trace.spec()));
        TraceSurvey survey = TraceSurvey.of(spec, trace);
        Conformance judge = take(spec, survey.cast());
        try {
            return judge.judge(trace, CheckBudget.standard().with(budget.time()), events -> {});
        } finally {
            giveBack(survey.cast(), judge);
        }
    }

    private Conformance take(TraceSpec spec, Cast cast) {
        synchronized (idle) {
            Deque<Conformance> free = idle.get(cast);
            if (free != null && !free.isEmpty()) {
                return free.removeLast();
            }
        }
        return Conformance.open(spec, cast);
    }

    private void giveBack(Cast cast, Conformance judge) {
        synchronized (idle) {
            idle.computeIfAbsent(cast, key -> new ArrayDeque<>()).addLast(judge);
        }
    }

    private static CheckResult result(ConformanceResult judged) {
        CheckResult result = switch (judged.finding()) {
            case ConformanceResult.Finding.Conforms conforms -> CheckResult.valid(NAME, judged.reason());
            case ConformanceResult.Finding.Undecided undecided -> CheckResult.unknown(NAME, judged.reason());
            case ConformanceResult.Finding.Unexplained unexplained ->
                CheckResult.invalid(NAME, judged.reason(), java.util.List.of(witness(unexplained, judged.reason())));
        };
        return result.with("events", Value.of(judged.events()));
    }

    private static refute.harness.check.Witness witness(ConformanceResult.Finding.Unexplained unexplained, String sentence) {
        TraceEvent event = unexplained.event();
        return new refute.harness.check.Witness.NodeFailure(
                sentence,
                new refute.harness.system.NodeId(Integer.parseInt(event.node().substring(1))),
                java.util.List.of());
    }
}
