package refute.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import refute.tree.log.Segment;
import refute.tree.mutant.Mutants;
import refute.tree.page.Epochs;
import refute.tree.page.Housekeeping;
import refute.tree.page.PageStore;
import refute.tree.page.Recovery;
import refute.tree.storage.FolderStorage;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;
import refute.tree.storage.StoreFailedException;

/** A folder of named trees. Any thread may call anything; {@link #close} is called once, when nobody calls anything else. */
public final class TreeStore implements AutoCloseable {
    /** How long a tree's name may be, in bytes of UTF-8. */
    public static final int NAME_BYTES_MAX = 64;

    private final Storage storage;
    private final StorageFile file;
    private final TreeSettings settings;
    private final Mutants mutants;
    private final PageStore pages;
    private final Roots roots;
    private final LargeValues values;
    private final Housekeeping housekeeping;
    private final Map<String, Tree> trees = new ConcurrentHashMap<>();
    private @Nullable Flusher flusher;
    private volatile boolean closed;

    private TreeStore(Storage storage, Recovery.Recovered recovered, TreeSettings settings, Mutants mutants)
            throws IOException {
        this.storage = storage;
        this.file = recovered.file();
        this.settings = settings;
        this.mutants = mutants;
        this.pages = new PageStore(
                recovered.log(), recovered.pages(), settings.cacheBytes(), settings.messagesMax(), mutants);
        this.values = new LargeValues(storage, pages.log(), pages.epochs(), settings.inlineBytesMax(), mutants);
        this.housekeeping =
                new Housekeeping(recovered.log(), pages, recovered.snapshots(), settings.snapshotSegments(), mutants);
        Epochs.Guard guard = pages.epochs().pin();
        try {
            this.roots = new Roots(pages);
        } finally {
            guard.unpin();
        }
        if (values.areThere()) {
            values.keepOnly(largeValues());
        }
    }

    /** Opens the store in a folder, and makes one if the folder is empty or not there; with usual sizes. */
    public static TreeStore open(Path folder) throws IOException {
        return open(folder, TreeSettings.DEFAULT);
    }

    /**
     * Opens the store in a folder, and makes one if the folder is empty or not there.
     *
     * <p>Recovers what a crash has left; a crash while it does leaves what was there.
     *
     * @throws refute.tree.storage.DamagedStoreException if the folder holds what no crash can have left
     * @throws refute.tree.storage.ForeignStoreException if the folder is something else's, or of another version or segment size
     * @throws IOException if it is in use already, or cannot be read and written
     */
    public static TreeStore open(Path folder, TreeSettings settings) throws IOException {
        Storage storage = FolderStorage.open(folder);
        try {
            return open(storage, settings);
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Opens the store in any storage, which is closed with the store; as {@link #open(Path, TreeSettings)}. */
    public static TreeStore open(Storage storage, TreeSettings settings) throws IOException {
        return open(storage, settings, Mutants.switchedOn());
    }

    /** Opens a store with bugs, for tests. */
    public static TreeStore open(Storage storage, TreeSettings settings, Mutants mutants) throws IOException {
        Recovery.Recovered recovered = new Recovery(storage, settings.shape(), mutants).recover();
        try {
            TreeStore store = new TreeStore(storage, recovered, settings, mutants);
            store.startFlusher();
            return store;
        } catch (IOException | RuntimeException e) {
            recovered.file().close();
            throw e;
        }
    }

    private void startFlusher() {
        if (!settings.flushEvery().isZero()) {
            Flusher its = new Flusher(this, settings.flushEvery().toNanos());
            flusher = its;
            its.start();
        }
    }

    /**
     * Returns the tree of that name; there is an empty one if there was none.
     *
     * @throws IllegalArgumentException if the name is empty or longer than {@link #NAME_BYTES_MAX} bytes, or there is no room for another tree
     */
    public Tree tree(String name) {
        refuseIfClosed();
        Tree known = trees.get(name);
        if (known != null) {
            return known;
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > Math.min(NAME_BYTES_MAX, settings.keyBytesMax())) {
            throw new IllegalArgumentException("a tree's name has 1 to "
                    + Math.min(NAME_BYTES_MAX, settings.keyBytesMax()) + " bytes, not " + length);
        }
        return trees.computeIfAbsent(name, this::opened);
    }

    private Tree opened(String name) {
        Epochs.Guard guard = pages.epochs().pin();
        try {
            // All roots are in one page, which has to fit into a message, with what is changed in the same one.
            if (roots.find(name) == null && roots.bytes() > settings.shape().payloadMax() / 2) {
                throw new IllegalArgumentException("there is no room for another tree: there are "
                        + roots.all().size());
            }
            return new Tree(this, name, new TreeSearch(pages, roots, name, settings, mutants), mutants);
        } finally {
            guard.unpin();
        }
    }

    /** Returns the names of all trees. */
    public Set<String> treeNames() {
        refuseIfClosed();
        Epochs.Guard guard = pages.epochs().pin();
        try {
            return new TreeSet<>(roots.all().keySet());
        } finally {
            guard.unpin();
        }
    }

    /**
     * Makes durable everything that returned before this was called. It waits for the disk; several threads that flush at once may share one
     * wait.
     *
     * @throws StoreFailedException if the disk refuses; nothing can be said then about changes since the last flush that returned, and the
     *     store takes no more calls
     */
    public void flush() {
        refuseIfClosed();
        pages.log().flush();
        values.afterFlush();
        housekeeping.afterFlush();
        pages.log().refuseIfFailed();
    }

    /** So much may be written without a flush that recovery would take long. */
    void afterChange() {
        if (housekeeping.isDue()) {
            flush();
        }
    }

    /**
     * How large a store is.
     *
     * @param pages how many there are
     * @param segments how many of the log hold something
     * @param segmentBytes of a segment
     * @param liveBytes of the log that belong to the latest state of some page; what was written together counts once for each page
     * @param bytesInMemory of nodes
     */
    public record Size(int pages, int segments, int segmentBytes, long liveBytes, long bytesInMemory) {
        /** Returns how many bytes of the log hold something. */
        public long logBytes() {
            return (long) segments * segmentBytes;
        }
    }

    /** Returns how large the store is, about. */
    public Size size() {
        refuseIfClosed();
        List<Segment> segments = pages.log().segments().inUse();
        return new Size(
                pages.allIds().size(),
                segments.size(),
                settings.segmentBytes(),
                segments.stream().mapToLong(Segment::liveBytes).sum(),
                pages.bytesInMemory());
    }

    /**
     * Reads every page and checks that they make whole trees. While others make changes, it may see half of one and report it.
     *
     * @return what is wrong, one sentence each; empty: nothing
     */
    public List<String> check() {
        refuseIfClosed();
        Epochs.Guard guard = pages.epochs().pin();
        try {
            return new StoreCheck(pages, roots).run();
        } finally {
            guard.unpin();
        }
    }

    private List<byte[]> largeValues() {
        List<byte[]> found = new ArrayList<>();
        for (String name : treeNames()) {
            Tree tree = tree(name);
            Epochs.Guard guard = pages.epochs().pin();
            try {
                byte[] position = {};
                boolean last = false;
                while (!last) {
                    var leaf = tree.search().leafOf(position).leaf();
                    for (int i = 0; i < leaf.count(); i++) {
                        if (LargeValues.isLarge(leaf.value(i))) {
                            found.add(leaf.value(i));
                        }
                    }
                    last = leaf.bounds().isLast();
                    if (!last && Arrays.compareUnsigned(leaf.bounds().hi(), position) <= 0) {
                        throw new IllegalStateException("a scan does not get ahead");
                    }
                    position = leaf.bounds().hi();
                }
            } finally {
                guard.unpin();
            }
        }
        return found;
    }

    PageStore pages() {
        return pages;
    }

    LargeValues values() {
        return values;
    }

    TreeSettings settings() {
        return settings;
    }

    void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
    }

    /**
     * Flushes, writes the page table so that the next opening is quick, and lets the folder go. A store whose disk has failed lets go without
     * writing anything.
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        if (flusher != null) {
            flusher.stop();
        }
        try {
            flush();
            housekeeping.close();
        } finally {
            closed = true;
            file.close();
            storage.close();
        }
    }

    @Override
    public String toString() {
        return "store in " + storage;
    }
}
