package refute.harness.run;

/** Exceptions in a line, for histories and notes. */
final class Causes {
    static final int LENGTH_MAX = 600;
    private static final int DEPTH_MAX = 5;

    private Causes() {}

    /** The exception, where it was thrown, and its causes; bounded in length. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause);
            StackTraceElement[] stack = cause.getStackTrace();
            if (stack.length > 0) {
                text.append(" at ").append(stack[0]);
            }
            cause = cause.getCause();
        }
        return line(text);
    }

    /** What the exception and its causes say, for people: no places, and nothing twice. */
    static String messages(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
            String message = cause.getMessage() == null || cause.getMessage().isBlank()
                    ? cause.getClass().getSimpleName()
                    : cause.getMessage();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
            cause = cause.getCause();
        }
        return line(text);
    }

    private static String line(CharSequence text) {
        String line = text.toString().replaceAll("\\s+", " ").strip();
        return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "…";
    }
}
