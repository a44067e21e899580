package refute.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.tree.node.LeafNode;

/**
 * What a transaction has read, in the form in which the tree keeps it. If all of it is still so at the end, the transaction might as well have
 * read it then (Kung and Robinson, On Optimistic Methods for Concurrency Control, TODS 1981; with ranges against phantoms).
 */
final class ReadSet {
    private final List<Key> keys = new ArrayList<>();
    private final List<Range> ranges = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Key(Tree tree, byte[] key, byte @Nullable [] stored) {}

    /** A key and what the tree keeps for it. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Stored(byte[] key, byte[] stored) {}

    /** All that was in a range; an empty end: none. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Range(Tree tree, byte[] from, byte[] to, List<Stored> entries) {}

    void key(Tree tree, byte[] key, byte @Nullable [] stored) {
        keys.add(new Key(tree, key, stored));
    }

    void range(Range range) {
        ranges.add(range);
    }

    /** Returns what has changed since, in a few words; empty: nothing. The caller is in. */
    String changed() {
        for (Key one : keys) {
            if (!Arrays.equals(one.tree().search().leafOf(one.key()).leaf().get(one.key()), one.stored())) {
                return "a key of tree " + one.tree().name() + " that it has read";
            }
        }
        for (Range one : ranges) {
            List<Stored> now = entries(key -> one.tree().search().leafOf(key).leaf(), one.from(), one.to());
            if (!isSame(now, one.entries())) {
                return "a range of tree " + one.tree().name() + " that it has read";
            }
        }
        return "";
    }

    private static boolean isSame(List<Stored> some, List<Stored> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!Arrays.equals(some.get(i).key(), others.get(i).key())
                    || !Arrays.equals(some.get(i).stored(), others.get(i).stored())) {
                return false;
            }
        }
        return true;
    }

    /** Gives the leaf that covers a key. */
    interface Leaves {
        LeafNode leafOf(byte[] key);
    }

    /** Returns all that is in a range while nothing changes. */
    static List<Stored> entries(Leaves leaves, byte[] from, byte[] to) {
        List<Stored> all = new ArrayList<>();
        if (to.length > 0 && Arrays.compareUnsigned(from, to) >= 0) {
            return all;
        }
        byte[] position = from;
        boolean atEnd = false;
        while (!atEnd) {
            LeafNode leaf = leaves.leafOf(position);
            int end = to.length == 0 ? leaf.count() : leaf.firstFrom(to);
            for (int i = leaf.firstFrom(from); i < end; i++) {
                all.add(new Stored(leaf.key(i), leaf.value(i)));
            }
            position = LeafSource.after(leaf, position);
            atEnd = leaf.bounds().isLast() || (to.length > 0 && Arrays.compareUnsigned(position, to) >= 0);
        }
        return all;
    }
}
