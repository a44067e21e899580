package refute.harness.generator;

/**
 * Calls by number: pure, so that equal questions have equal answers. A choice is drawn with
 * {@code context.seed().at(n, bound)}, a unique value is made from {@code n}.
 */
@FunctionalInterface
public interface CallSource {
    /**
     * The {@code n}-th call.
     *
     * @param context the time, who is free, and this source's own stream
     * @param n how many were invoked before, from 0
     */
    Call call(Context context, long n);
}
