package refute.harness.run;

/** Exceptions in a line, for histories and notes. */
final class Causes {
    static final int LENGTH_MAX = 600;

    private Causes() {}

    /** The exception, where it was thrown, and its causes; bounded in length. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 5; depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause);
            StackTraceElement[] stack = cause.getStackTrace();
            if (stack.length > 0) {
                text.append(" at ").append(stack[0]);
            }
            cause = cause.getCause();
        }
        String line = text.toString().replaceAll("\\s+", " ");
        return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "…";
    }
}
