package refute.specs.tla.trace;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Checker;
import refute.harness.check.Evidence;
import refute.harness.check.Trace;
import refute.harness.check.Witness;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.specs.tla.Change;
import refute.specs.tla.CheckBudget;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Specs;
import refute.specs.tla.trace.ConformanceResult.Finding;

/**
 * Judges what nodes recorded of themselves against the spec of the system.
 *
 * <p>Judges of traces are kept for the next run with the same cast, as a campaign has thousands of them.
 */
public final class ConformanceChecker implements Checker {
    public static final String NAME = "conformance";

    private static final int LINE_CHARS_MAX = 200;

    /** Read once: a campaign asks for the same one for each of its runs. */
    private final Map<String, TraceSpec> specs = new ConcurrentHashMap<>();

    private final Map<Role, Deque<Conformance>> idle = new HashMap<>();

    /** Whom a judge can follow. */
    private record Role(String spec, Cast cast) {}

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
            return result(judge(trace.get(), budget), trace.get());
        } catch (BadInput e) {
            return CheckResult.unknown(
                    NAME, "the trace cannot be read: " + e.problems().getFirst());
        } catch (IOException e) {
            return CheckResult.unknown(NAME, "the trace cannot be read: " + e.getMessage());
        }
    }

    /** Which parts of the spec all traces so far were made of. What is being judged now counts later. */
    public SpecCoverage coverage() {
        synchronized (idle) {
            return idle.values().stream()
                    .flatMap(Deque::stream)
                    .map(Conformance::coverage)
                    .reduce(SpecCoverage.NONE, SpecCoverage::and);
        }
    }

    private ConformanceResult judge(Trace trace, Budget budget) throws IOException {
        TraceSpec spec = specs.computeIfAbsent(trace.spec(), name -> TraceSpec.of(Specs.named(name)));
        TraceSurvey survey = TraceSurvey.of(spec, trace);
        Role role = new Role(spec.name(), survey.cast());
        Conformance judge = take(spec, role);
        try {
            CheckBudget bound = CheckBudget.standard().with(budget.time());
            Optional<List<TraceEvent>> kept = survey.kept();
            return kept.isPresent()
                    ? judge.judge(kept.get(), bound, events -> {})
                    : judge.judge(trace, bound, events -> {});
        } finally {
            giveBack(role, judge);
        }
    }

    private Conformance take(TraceSpec spec, Role role) {
        synchronized (idle) {
            Deque<Conformance> free = idle.get(role);
            if (free != null && !free.isEmpty()) {
                return free.removeLast();
            }
        }
        return Conformance.open(spec, role.cast());
    }

    private void giveBack(Role role, Conformance judge) {
        synchronized (idle) {
            idle.computeIfAbsent(role, key -> new ArrayDeque<>()).addLast(judge);
        }
    }

    private static CheckResult result(ConformanceResult judged, Trace trace) {
        CheckResult result = switch (judged.finding()) {
            case Finding.Conforms conforms -> CheckResult.valid(NAME, judged.reason());
            case Finding.Undecided undecided -> CheckResult.unknown(NAME, judged.reason());
            case Finding.Unexplained unexplained ->
                where(
                        CheckResult.invalid(
                                NAME, judged.reason(), List.of(witness(unexplained, judged.reason(), trace))),
                        unexplained);
        };
        CheckResult counted = result.with("events", Value.of(judged.events()));
        return trace.origin().isPresent()
                ? counted.with(Trace.ORIGIN, Value.of(trace.origin().getAsLong()))
                : counted;
    }

    /** For machines, what the witness tells people: the number and the line of the event, the place in the spec, and the conjunct with its sides. */
    private static CheckResult where(CheckResult result, Finding.Unexplained unexplained) {
        Refusal refusal = unexplained.refusal();
        String operands = refusal.operands().stream()
                .map(operand -> operand.text() + " is " + operand.value())
                .collect(Collectors.joining(", "));
        return result.with("event", Value.of(unexplained.event().sequence()))
                .with("line", Value.of(unexplained.event().line()))
                .with("place", Value.of(refusal.place()))
                .with("conjunct", Value.of(refusal.conjunct()))
                .with("operands", Value.of(operands));
    }

    private static Witness witness(Finding.Unexplained unexplained, String sentence, Trace trace) {
        TraceEvent event = unexplained.event();
        boolean timed = event.atNanos() >= 0 && trace.origin().isPresent();
        return new Witness.Unexplained(
                sentence,
                trace.spec(),
                NodeId.parse(event.node()),
                event.name(),
                timed ? Math.max(0, event.atNanos() - trace.origin().getAsLong()) : -1,
                unexplained.refusal().lines(),
                before(unexplained.last()));
    }

    /** Each event with what it changed, a line for each change. */
    private static List<String> before(List<Counterexample.Step> last) {
        if (last.isEmpty()) {
            return List.of();
        }
        List<List<Change>> changes = new Counterexample(last, OptionalInt.empty()).changes();
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < last.size(); i++) {
            lines.add(last.get(i).action() + " (event " + last.get(i).number() + ", "
                    + last.get(i).location() + ")");
            changes.get(i).forEach(change -> lines.add("    " + cut(change.toString())));
        }
        return lines;
    }

    private static String cut(String line) {
        return line.length() <= LINE_CHARS_MAX ? line : line.substring(0, LINE_CHARS_MAX - 1) + "…";
    }
}
