package refute.harness;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The origin of every choice that a run makes, split by name.
 *
 * <p>{@code seed.substream("workload")} and {@code seed.substream("nemesis")} are independent of each other, and of how much
 * is drawn from either: a fault more leaves the operations as they were. Immutable, and the same on every JDK and machine:
 * the mixing function is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), written out here and not taken from the library,
 * whose algorithms may change.
 */
public record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** An independent seed for the part of the run called {@code name}. */
    public Seed substream(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new Seed(mix(value + GOLDEN_GAMMA) ^ mix(hash));
    }

    /** An independent seed for the {@code n}-th of several like parts. */
    public Seed substream(long n) {
        return new Seed(at(n));
    }

    /** The {@code n}-th number of this stream: a pure function, for generators that are values. */
    public long at(long n) {
        return mix(value + (n + 1) * GOLDEN_GAMMA);
    }

    /**
     * The {@code n}-th number of this stream, from 0 to below {@code bound}.
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int at(long n, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        // Multiply-shift: unbiased enough for bounds far below 2^63, and without a loop.
        return (int) Math.multiplyHigh(at(n) >>> 1, (long) bound << 1);
    }

    /** The stream as a mutable generator, for code that owns its state; not to be shared between threads. */
    public RandomGenerator random() {
        return new Stream(this);
    }

    private static long mix(long z0) {
        long z = (z0 ^ (z0 >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static final class Stream implements RandomGenerator {
        private final Seed seed;
        private long drawn;

        Stream(Seed seed) {
            this.seed = seed;
        }

        @Override
        public long nextLong() {
            return seed.at(drawn++);
        }
    }
}
