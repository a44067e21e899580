package refute.reports.suite;

import refute.harness.check.Verdict;

/** How a try ended, from best to worst: with a verdict, or without one. */
public enum Ending {
    VALID("valid", 0),
    UNKNOWN("unknown", 2),
    INVALID("invalid", 1),
    /** It cannot be run as it is described, on this machine at least. */
    REFUSED("refused", 254),
    /** Refute itself failed. */
    FAILED("harness failed", 255);

    private final String word;
    private final int exitCode;

    Ending(String word, int exitCode) {
        this.word = word;
        this.exitCode = exitCode;
    }

    public static Ending of(Verdict verdict) {
        return switch (verdict) {
            case VALID -> VALID;
            case UNKNOWN -> UNKNOWN;
            case INVALID -> INVALID;
        };
    }

    /** The word that stands for it in every output. */
    public String word() {
        return word;
    }

    /** What a command ends with when this is the worst. */
    public int exitCode() {
        return exitCode;
    }

    public Ending worse(Ending other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
