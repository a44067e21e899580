package util;

/**
 * Where TLC records what it says, and how far it is, for Java's flight recorder. It stands in the place of TLC's own class of this name: to make the
 * recorder ready takes a tenth of a second of each process, and nobody reads it, since Refute hears the same messages from TLC's output.
 */
public final class TLAFlightRecorder {
    private TLAFlightRecorder() {}

    /** Records nothing. */
    public static void progress(
            boolean isFinal,
            int level,
            long generated,
            long distinct,
            long queue,
            long perMinute,
            long distinctPerMinute) {}

    /** Records nothing; returns the message. */
    public static String message(String message) {
        return message;
    }
}
