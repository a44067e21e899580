package refute.harness.check;

import java.util.Collection;

/** Valid, invalid or unknown. */
public enum Verdict {
    VALID,
    UNKNOWN,
    INVALID;

    /** Invalid beats unknown beats valid. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** All together; valid when there are none. */
    public static Verdict all(Collection<Verdict> verdicts) {
        return verdicts.stream().reduce(VALID, Verdict::and);
    }

    /** 0 valid, 1 invalid, 2 unknown: what every command ends with. */
    public int exitCode() {
        return switch (this) {
            case VALID -> 0;
            case INVALID -> 1;
            case UNKNOWN -> 2;
        };
    }

    /** The word that stands for it in every output. */
    public String word() {
        return switch (this) {
            case VALID -> "valid";
            case INVALID -> "invalid";
            case UNKNOWN -> "unknown";
        };
    }
}
