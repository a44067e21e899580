package refute.benchmarks.linear;

import java.util.Locale;

/**
 * What a judge said about a history, and how long it took.
 *
 * @param answer valid, invalid, or why there is no answer
 * @param checkNanos of the check alone, with the history in memory; negative if it gave no answer
 * @param processNanos of the whole process, from its start to its end: start-up, reading the file, the check
 */
record Timing(String answer, long checkNanos, long processNanos) {
    /** Why there is no answer. */
    static Timing none(String why) {
        return new Timing(why, -1, -1);
    }

    boolean isAnswer() {
        return checkNanos >= 0;
    }

    /** A cell of the table. */
    String check() {
        return isAnswer() ? answer + " " + seconds(checkNanos) : answer;
    }

    /** A cell of the table. */
    String process() {
        return isAnswer() ? seconds(processNanos) : "";
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, nanos < 10_000_000 ? "%.4f s" : "%.3f s", nanos / 1e9);
    }
}
