package refute.tree.node;

import java.util.Arrays;

/**
 * Which keys a node covers, and what lies to its right.
 *
 * @param lo the least key
 * @param hi the first key beyond; empty: there is none
 * @param next the page to the right; 0: there is none
 * @param capped whether the node is on its way into its left neighbour, and takes no changes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares bounds.
public record Bounds(byte[] lo, byte[] hi, long next, boolean capped) {
    private static final byte[] NOTHING = {};

    /** Of a node that is alone on its level. */
    public static final Bounds ALL = new Bounds(NOTHING, NOTHING, 0, false);

    /** Returns whether the key lies to the right of all that the node covers. */
    public boolean endsBefore(byte[] key) {
        return hi.length > 0 && Arrays.compareUnsigned(key, hi) >= 0;
    }

    /** Returns the head of the first key beyond, for {@link #endsBefore(byte[], long)}. */
    long endHead() {
        return isLast() ? Long.MAX_VALUE : Keys.head(hi, 0);
    }

    /** As {@link #endsBefore(byte[])}, by a head that the node has at hand, which decides nearly always. */
    boolean endsBefore(byte[] key, long endHead) {
        return Keys.head(key, 0) >= endHead && endsBefore(key);
    }

    /** Returns whether nothing lies to the right. */
    public boolean isLast() {
        return hi.length == 0;
    }

    Bounds capping() {
        return new Bounds(lo, hi, next, true);
    }

    Bounds upTo(byte[] end, long right) {
        return new Bounds(lo, end, right, false);
    }

    Bounds from(byte[] begin) {
        return new Bounds(begin, hi, next, false);
    }

    Bounds absorbing(Bounds right) {
        return new Bounds(lo, right.hi, right.next, false);
    }

    /** Returns how many bytes all keys that are covered have in common. */
    int prefix() {
        return isLast() ? 0 : Keys.common(lo, hi);
    }
}
