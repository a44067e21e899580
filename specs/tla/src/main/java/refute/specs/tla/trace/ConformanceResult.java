package refute.specs.tla.trace;

import java.util.List;
import refute.harness.check.Verdict;
import refute.specs.tla.Counterexample;

/**
 * Whether a trace conforms, and how far it was followed.
 *
 * @param finding the answer
 * @param events how many were explained
 * @param statesMax how many states were possible at once at most
 * @param nanos how long it took, without the parsing of the spec
 */
public record ConformanceResult(Finding finding, long events, int statesMax, long nanos) {
    /** What came of it. */
    public sealed interface Finding {
        /** Every event is a step. */
        record Conforms() implements Finding {}

        /**
         * An event is no step from any state that was possible.
         *
         * @param event the first one
         * @param refusal why
         * @param last the last states before it, with the events that led there; the latest last
         */
        record Unexplained(TraceEvent event, Refusal refusal, List<Counterexample.Step> last) implements Finding {
            public Unexplained {
                last = List.copyOf(last);
            }
        }

        /**
         * Nobody knows: the budget was spent, or too many states were possible.
         *
         * @param why one sentence
         */
        record Undecided(String why) implements Finding {}
    }

    public Verdict verdict() {
        return switch (finding) {
            case Finding.Conforms conforms -> Verdict.VALID;
            case Finding.Unexplained unexplained -> Verdict.INVALID;
            case Finding.Undecided undecided -> Verdict.UNKNOWN;
        };
    }

    /** One sentence for people. */
    public String reason() {
        return switch (finding) {
            case Finding.Conforms conforms -> "every event is a step of the spec";
            case Finding.Unexplained(TraceEvent event, Refusal refusal, List<Counterexample.Step> last) ->
                event.name() + " of " + event.node() + " (event " + event.sequence() + ", line " + event.line()
                        + ") is no step of the spec: " + refusal.sentence();
            case Finding.Undecided(String why) -> why;
        };
    }

    /** Events a second; 0 before any time has passed. */
    public double perSecond() {
        return nanos <= 0 ? 0 : events * 1e9 / nanos;
    }
}
