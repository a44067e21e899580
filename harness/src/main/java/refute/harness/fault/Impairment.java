package refute.harness.fault;

/** What happens to what flows one way of a link. Data rates are kilobytes (1000 bytes) a second, times nanoseconds. */
public sealed interface Impairment {
    /** Nothing passes. */
    record Blocked(Cut cut) implements Impairment {}

    /** Everything is late by {@code delayNanos}, give or take up to {@code jitterNanos}. */
    record Late(long delayNanos, long jitterNanos) implements Impairment {}

    /** At most so much passes. */
    record Narrow(long kilobytesPerSecond) implements Impairment {}

    /** Cut in slices of about {@code bytes}, {@code delayNanos} apart. */
    record Sliced(int bytes, long delayNanos) implements Impairment {}

    /** Connections are reset {@code afterNanos} after they were opened, or after the fault began. */
    record Reset(long afterNanos) implements Impairment {}

    /** Each connection ends after so many bytes. */
    record Limited(long bytes) implements Impairment {}
}
