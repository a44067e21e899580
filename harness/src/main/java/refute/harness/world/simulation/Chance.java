package refute.harness.world.simulation;

import java.util.random.RandomGenerator;
import refute.harness.Seed;

/**
 * A stream of numbers that is the same on every JDK and machine: {@link Seed}'s SplitMix64, with every derived method that a
 * simulation uses written out here. The defaults of {@link RandomGenerator} are the library's, and may change.
 *
 * <p>Each purpose has a stream of its own, so that one draw more for one purpose shifts no other. Owned by one thread.
 */
public final class Chance implements RandomGenerator {
    private static final int MILLION = 1_000_000;

    private final Seed seed;
    private long drawn;

    public Chance(Seed seed) {
        this.seed = seed;
    }

    @Override
    public long nextLong() {
        return seed.at(drawn++);
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** From 0 to below the bound, which is positive. */
    @Override
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return (int) nextLong(origin, bound);
    }

    /** From 0 to below the bound, which is positive; unbiased enough for bounds far below 2^63. */
    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a bound is positive: " + bound);
        }
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    @Override
    public long nextLong(long origin, long bound) {
        return origin + nextLong(bound - origin);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Whether something happens that does so in so many of a million cases. Draws nothing if it never does. */
    public boolean inMillion(int cases) {
        return cases > 0 && nextInt(MILLION) < cases;
    }
}
