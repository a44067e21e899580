package refute.tree;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import refute.tree.node.LeafNode;
import refute.tree.page.Epochs;
import refute.tree.page.Moment;
import refute.tree.page.PageStore;

/**
 * All trees of a store as of one instant. Any thread may read; what is read is what was there then, whatever has happened since. It is nothing of the
 * disk's: after a crash there is no snapshot.
 *
 * <p><b>Bound.</b> Of what is replaced while a snapshot is open, the old state is kept in memory, and files of large values on the disk. When that is
 * more than was allowed, the snapshot is given up: it says so in the log of the program (a warning of the logger {@code refute.tree}), and every
 * later call throws {@link SnapshotEndedException}. So one that is forgotten does no more harm than that.
 */
public final class TreeSnapshot implements AutoCloseable {
    private final TreeStore store;
    private final PageStore pages;
    private final Moment moment;
    private final Map<String, PastSearch> searches = new ConcurrentHashMap<>();

    TreeSnapshot(TreeStore store, Moment moment) {
        this.store = store;
        this.pages = store.pages();
        this.moment = moment;
    }

    private Epochs.Guard enter() {
        store.refuseIfClosed();
        Epochs.Guard guard = pages.epochs().pin();
        if (moment.isEnded()) {
            guard.unpin();
            throw SnapshotEndedException.of(moment);
        }
        return guard;
    }

    private LeafNode leafOf(Tree tree, Goal goal) {
        return searches.computeIfAbsent(tree.name(), name -> new PastSearch(pages, name, moment))
                .leafOf(goal);
    }

    /** Returns the value that the key had. */
    public Optional<byte[]> get(Tree tree, byte[] key) {
        byte[] stored = stored(tree, key);
        return stored == null ? Optional.empty() : Optional.of(loaded(stored));
    }

    byte @Nullable [] stored(Tree tree, byte[] key) {
        tree.checkKey(key);
        Epochs.Guard guard = enter();
        try {
            return leafOf(tree, new Goal.Covering(key)).get(key);
        } finally {
            guard.unpin();
        }
    }

    byte[] loaded(byte[] stored) {
        // While it is not ended and we are pinned, no file of then goes.
        Epochs.Guard guard = enter();
        try {
            return store.values().load(stored);
        } finally {
            guard.unpin();
        }
    }

    ReadSet.Range range(Tree tree, byte[] from, byte[] to) {
        Epochs.Guard guard = enter();
        try {
            return new ReadSet.Range(
                    tree, from, to, ReadSet.entries(key -> leafOf(tree, new Goal.Covering(key)), from, to));
        } finally {
            guard.unpin();
        }
    }

    /** Returns all entries of a tree in ascending order of keys. */
    public Iterator<Entry> scan(Tree tree) {
        return scan(tree, new byte[0], new byte[0]);
    }

    /**
     * Returns the entries from a key up to another in ascending order. The iterator belongs to one thread, and may be dropped at any time.
     *
     * @param from the first key; empty: from the first there is
     * @param to the first key beyond; empty: to the last there is
     */
    public Iterator<Entry> scan(Tree tree, byte[] from, byte[] to) {
        return new TreeScan(leaves(tree), from.clone(), to.clone(), false);
    }

    /** Like {@link #scan(Tree, byte[], byte[])}, in descending order. */
    public Iterator<Entry> scanBackwards(Tree tree, byte[] from, byte[] to) {
        return new TreeScan(leaves(tree), from.clone(), to.clone(), true);
    }

    private LeafSource leaves(Tree tree) {
        return new LeafSource() {
            @Override
            public Epochs.Guard enter() {
                return TreeSnapshot.this.enter();
            }

            @Override
            public LeafNode leafOf(byte[] key) {
                return TreeSnapshot.this.leafOf(tree, new Goal.Covering(key));
            }

            @Override
            public LeafNode leafBefore(byte[] bound) {
                return TreeSnapshot.this.leafOf(tree, new Goal.Before(bound));
            }

            @Override
            public byte[] load(byte[] stored) {
                return loaded(stored);
            }
        };
    }

    /** Returns the names of all trees that there were. */
    public Set<String> treeNames() {
        Epochs.Guard guard = enter();
        try {
            return new TreeSet<>(
                    Roots.all(PastSearch.page(pages, Roots.PAGE, moment)).keySet());
        } finally {
            guard.unpin();
        }
    }

    /** Returns the CRC-32C of all trees' names, keys and values with their lengths: of equal content, wherever its pages are. Reads all. */
    public int checksum() {
        CRC32C crc = new CRC32C();
        for (String name : treeNames()) {
            add(crc, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Iterator<Entry> entries = scan(store.tree(name)); entries.hasNext(); ) {
                Entry entry = entries.next();
                add(crc, entry.key());
                add(crc, entry.value());
            }
        }
        return (int) crc.getValue();
    }

    private static void add(CRC32C crc, byte[] bytes) {
        crc.update(java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        crc.update(bytes, 0, bytes.length);
    }

    /** Returns how many bytes are kept for it now. */
    public long keptBytes() {
        return moment.bytes();
    }

    /** Forgets what was kept for it. Once more does nothing. */
    @Override
    public void close() {
        pages.versions().end(moment);
    }
}
