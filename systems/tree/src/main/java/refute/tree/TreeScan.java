package refute.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import refute.tree.node.LeafNode;
import refute.tree.page.Epochs;

/**
 * Goes over a range, leaf by leaf: what is in a leaf is given as it was when the scan came to it, and the next leaf is sought by the key where
 * the last one ended. So a split or merge in between makes nothing appear twice or not at all. Holds nothing between its steps but
 * one leaf's entries. Not for several threads.
 */
final class TreeScan implements Iterator<Entry> {
    private final LeafSource leaves;
    private final byte[] from;
    private final byte[] to;
    private final boolean backwards;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private byte[] position;
    private boolean atEnd;

    /**
     * @param from the first key
     * @param to the first key beyond; empty: there is none
     */
    TreeScan(LeafSource leaves, byte[] from, byte[] to, boolean backwards) {
        this.leaves = leaves;
        this.from = from;
        this.to = to;
        this.backwards = backwards;
        this.position = backwards ? to : from;
        this.atEnd = to.length > 0 && Arrays.compareUnsigned(from, to) >= 0;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !atEnd) {
            Epochs.Guard guard = leaves.enter();
            try {
                readLeaf();
            } finally {
                guard.unpin();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan is at its end");
        }
        return ready.removeFirst();
    }

    private void readLeaf() {
        byte[] before = position;
        LeafNode leaf = backwards ? leaves.leafBefore(position) : leaves.leafOf(position);
        int first = leaf.firstFrom(from);
        int end = to.length == 0 ? leaf.count() : leaf.firstFrom(to);
        List<Entry> entries = new ArrayList<>();
        for (int i = first; i < end; i++) {
            if (isAhead(leaf.key(i))) {
                entries.add(new Entry(leaf.key(i).clone(), leaves.load(leaf.value(i))));
            }
        }
        if (backwards) {
            Collections.reverse(entries);
            position = leaf.bounds().lo();
            atEnd = position.length == 0 || Arrays.compareUnsigned(position, from) <= 0;
        } else {
            position = leaf.bounds().hi();
            atEnd = position.length == 0 || (to.length > 0 && Arrays.compareUnsigned(position, to) >= 0);
        }
        int order = Arrays.compareUnsigned(position, before);
        if (!atEnd && before.length > 0 && (backwards ? order >= 0 : order <= 0)) {
            throw new IllegalStateException("a scan does not get ahead");
        }
        ready.addAll(entries);
    }

    /** A leaf may have grown to where the scan was already. */
    private boolean isAhead(byte[] key) {
        int order = Arrays.compareUnsigned(key, position);
        return backwards ? position.length == 0 || order < 0 : order >= 0;
    }
}
