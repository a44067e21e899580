package refute.harness.generator;

/** Generators by number: pure, so that equal questions have equal answers. */
@FunctionalInterface
public interface GeneratorSource {
    /**
     * The {@code n}-th generator; an exhausted one ends the whole.
     *
     * @param context the time, who is free, and this generator's own stream
     * @param n how many were used up before, from 0
     */
    Generator generator(Context context, long n);
}
