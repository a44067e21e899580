package refute.tree.node;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sorted arrays of keys, ordered by unsigned bytes.
 *
 * <p>Beside the keys of a node lie their <em>heads</em>: of each the eight bytes behind what all of them have in common, as a number that is ordered
 * like them. A search compares heads, which lie side by side in memory, and looks at a key only where heads are equal: three or four cache
 * misses in a node become one or two (Graefe and Larson, B-Tree Indexes and CPU Caches, ICDE 2001, section 3: poor man's normalized keys).
 */
final class Keys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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

    /** Returns the eight bytes of a key behind {@code skip}, zeros if there are fewer, ordered as a signed number. */
    static long head(byte[] key, int skip) {
        if (key.length - skip >= Long.BYTES) {
            return (long) LONG.get(key, skip) ^ Long.MIN_VALUE;
        }
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = (head << Byte.SIZE) | (skip + i < key.length ? key[skip + i] & 0xff : 0);
        }
        return head ^ Long.MIN_VALUE;
    }

    static long[] heads(byte[][] keys, int skip) {
        long[] heads = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            heads[i] = head(keys[i], skip);
        }
        return heads;
    }

    /**
     * Returns the length that all keys have, if their heads hold all of them that is behind {@code skip}: then equal heads of keys of that
     * length are equal keys, and nobody needs to look. -1 if not.
     */
    static int lengthInHeads(byte[][] keys, int skip) {
        int length = keys.length == 0 ? -1 : keys[0].length;
        for (byte[] key : keys) {
            if (key.length != length || length > skip + Long.BYTES) {
                return -1;
            }
        }
        return length;
    }

    /**
     * As {@link #find(byte[][], byte[], int)}, by the heads of the keys behind {@code skip}.
     *
     * @param lengthInHeads as that method gave it
     */
    static int find(byte[][] keys, long[] heads, byte[] key, int skip, int lengthInHeads) {
        long head = head(key, skip);
        boolean decided = key.length == lengthInHeads;
        int low = 0;
        int high = heads.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = heads[middle];
            int order = there < head ? -1 : 1;
            if (there == head) {
                order = decided
                        ? 0
                        : Arrays.compareUnsigned(keys[middle], skip, keys[middle].length, key, skip, key.length);
            }
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

    static long[] with(long[] all, int at, long one) {
        long[] more = new long[all.length + 1];
        System.arraycopy(all, 0, more, 0, at);
        more[at] = one;
        System.arraycopy(all, at, more, at + 1, all.length - at);
        return more;
    }

    static long[] without(long[] all, int at) {
        long[] fewer = new long[all.length - 1];
        System.arraycopy(all, 0, fewer, 0, at);
        System.arraycopy(all, at + 1, fewer, at, fewer.length - at);
        return fewer;
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
