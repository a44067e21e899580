package refute.benchmarks.tree;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** Keys of 8 bytes whose order has nothing to do with their numbers, values of 100 bytes that do not compress, and who is asked for how often. */
final class KeySpace {
    static final int VALUE_BYTES = 100;

    private static final double THETA = 0.99;

    private KeySpace() {}

    /** Returns the key of that number: the finaliser of SplitMix64, which maps no two numbers to the same. */
    static byte[] key(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ByteBuffer.allocate(Long.BYTES).putLong(z ^ (z >>> 31)).array();
    }

    /** Returns a value that begins with its number. */
    static byte[] value(long number, SplittableRandom random) {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        ByteBuffer.wrap(value).putLong(number);
        return value;
    }

    /** Draws numbers of keys, all equally often. */
    static IntSupplier uniform(int keys, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> random.nextInt(keys);
    }

    /** Draws numbers of keys, few of them very often: Gray and others, Quickly Generating Billion-Record Synthetic Databases, SIGMOD 1994. */
    static IntSupplier zipf(int keys, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double zeta = 0;
        for (int i = 1; i <= keys; i++) {
            zeta += 1 / Math.pow(i, THETA);
        }
        double all = zeta;
        double half = 1 + Math.pow(0.5, THETA);
        double alpha = 1 / (1 - THETA);
        double eta = (1 - Math.pow(2.0 / keys, 1 - THETA)) / (1 - half / all);
        return () -> {
            double u = random.nextDouble();
            if (u * all < 1) {
                return 0;
            }
            if (u * all < half) {
                return 1;
            }
            return (int) Math.min(keys - 1L, (long) (keys * Math.pow(eta * u - eta + 1, alpha)));
        };
    }
}
