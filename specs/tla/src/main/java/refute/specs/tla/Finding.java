package refute.specs.tla;

import java.util.Optional;
import refute.harness.check.Verdict;

/** What came of a check. */
public sealed interface Finding {
    /** All states were seen, and every property holds. */
    record Holds() implements Finding {}

    /**
     * A property does not hold.
     *
     * @param kind of property
     * @param name of the property; empty where TLC does not say it
     * @param message TLC's sentence
     * @param counterexample how it comes about; empty where it needs no state
     */
    record Violated(Kind kind, String name, String message, Optional<Counterexample> counterexample)
            implements Finding {}

    /**
     * Nobody knows: the budget was spent, somebody stopped it, or it was a simulation, which sees only some behaviours.
     *
     * @param why one sentence
     */
    record Stopped(String why) implements Finding {}

    /**
     * Nobody knows: the spec cannot be evaluated in some state, or TLC failed.
     *
     * @param message what TLC says about it
     * @param counterexample the behaviour that leads there; empty if there is none
     */
    record Failed(String message, Optional<Counterexample> counterexample) implements Finding {}

    /** What can be violated. */
    enum Kind {
        INVARIANT("invariant"),
        ACTION("action property"),
        TEMPORAL("temporal property"),
        DEADLOCK("deadlock"),
        ASSERTION("assertion"),
        ASSUMPTION("assumption");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word that stands for it in every output. */
        public String word() {
            return word;
        }
    }

    /** Holds is valid, violated is invalid, everything else unknown. */
    default Verdict verdict() {
        return switch (this) {
            case Holds holds -> Verdict.VALID;
            case Violated violated -> Verdict.INVALID;
            case Stopped stopped -> Verdict.UNKNOWN;
            case Failed failed -> Verdict.UNKNOWN;
        };
    }

    /** One sentence for people. */
    default String reason() {
        return switch (this) {
            case Holds holds -> "all states were seen, and every property holds";
            case Violated violated -> violated.message();
            case Stopped stopped -> stopped.why();
            case Failed failed -> failed.message();
        };
    }

    /** The behaviour that shows it, if one does. */
    default Optional<Counterexample> behaviour() {
        return switch (this) {
            case Holds holds -> Optional.empty();
            case Stopped stopped -> Optional.empty();
            case Violated violated -> violated.counterexample();
            case Failed failed -> failed.counterexample();
        };
    }
}
