package refute.harness.generator;

/**
 * A call that was written down.
 *
 * @param atNanos when, since the run began
 * @param worker by whom: the place, whose process is another after each that was retired
 * @param call what
 */
public record ListedCall(long atNanos, int worker, Call call) {
    public ListedCall {
        if (atNanos < 0 || worker < 0) {
            throw new IllegalArgumentException("a client calls after the run began: " + atNanos + ", " + worker);
        }
    }
}
