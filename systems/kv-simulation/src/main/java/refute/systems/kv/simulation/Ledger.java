package refute.systems.kv.simulation;

/**
 * Remembers the first number that was said of each pair of numbers. A table of open addressing over primitive arrays: invariants ask it
 * for each entry of each node, which with boxed keys took most of their time.
 */
final class Ledger {
    private long[] keys = new long[2 * 512];
    private long[] values = new long[512];
    private boolean[] used = new boolean[512];
    private int size;

    /** Returns what was said first of this pair: what is said now, if nothing was. */
    long first(long one, long other, long value) {
        int at = find(one, other);
        if (used[at]) {
            return values[at];
        }
        keys[2 * at] = one;
        keys[2 * at + 1] = other;
        values[at] = value;
        used[at] = true;
        size++;
        if (size > used.length / 2) {
            grow();
        }
        return value;
    }

    /** Returns what was said first of this pair, or the other number if nothing was. */
    long get(long one, long other, long ifNone) {
        int at = find(one, other);
        return used[at] ? values[at] : ifNone;
    }

    private int find(long one, long other) {
        long mixed = (one * 0x9E3779B97F4A7C15L + other) * 0xBF58476D1CE4E5B9L;
        int at = (int) (mixed >>> 32) & (used.length - 1);
        while (used[at] && (keys[2 * at] != one || keys[2 * at + 1] != other)) {
            at = (at + 1) & (used.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        boolean[] oldUsed = used;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldValues.length];
        used = new boolean[2 * oldUsed.length];
        for (int i = 0; i < oldUsed.length; i++) {
            if (oldUsed[i]) {
                int at = find(oldKeys[2 * i], oldKeys[2 * i + 1]);
                keys[2 * at] = oldKeys[2 * i];
                keys[2 * at + 1] = oldKeys[2 * i + 1];
                values[at] = oldValues[i];
                used[at] = true;
            }
        }
    }
}
