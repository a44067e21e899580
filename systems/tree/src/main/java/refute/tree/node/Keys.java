package refute.tree.node;

import java.util.Arrays;

/** Sorted arrays of keys, ordered by unsigned bytes. */
final class Keys {
    private Keys() {}

    /** Returns how many bytes two keys have in common at their beginnings. */
    static int common(byte[] one, byte[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return mismatch < 0 ? one.length : mismatch;
    }

    /** Returns where the key is, or minus where it would be minus 1. The first {@code skip} bytes of all are known to be equal. */
    static int find(byte[][] keys, byte[] key, int skip) {
        int low = 0;
        int high = keys.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] there = keys[middle];
            int order = Arrays.compareUnsigned(there, skip, there.length, key, skip, key.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    static byte[][] with(byte[][] all, int at, byte[] one) {
        byte[][] more = new byte[all.length + 1][];
        System.arraycopy(all, 0, more, 0, at);
        more[at] = one;
        System.arraycopy(all, at, more, at + 1, all.length - at);
        return more;
    }

    static byte[][] without(byte[][] all, int at) {
        byte[][] fewer = new byte[all.length - 1][];
        System.arraycopy(all, 0, fewer, 0, at);
        System.arraycopy(all, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    static byte[][] joined(byte[][] left, byte[][] right) {
        byte[][] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
