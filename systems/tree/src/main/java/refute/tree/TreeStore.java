package refute.tree;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

    /** How often a transaction is tried. */
    public static final int ATTEMPTS_MAX = 1000;

    private static final long SNAPSHOT_BYTES_LEAST = 16 << 20;

    private static final Logger LOGGER = System.getLogger("refute.tree");

    private final Storage storage;
    private final StorageFile file;
    private final TreeSettings settings;
    private final Mutants mutants;
    private final PageStore pages;
    private final Roots roots;
    private final LargeValues values;
    private final Commits commits;
    private final Ids ids;
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
                recovered.log(),
                recovered.pages(),
                settings.cacheBytes(),
                settings.messagesMax(),
                moment -> LOGGER.log(Level.WARNING, "{0}: {1}", this, SnapshotEndedException.givenUp(moment)),
                mutants);
        this.values = new LargeValues(storage, pages, settings.inlineBytesMax(), mutants);
        this.commits = new Commits(pages, values, mutants);
        this.housekeeping =
                new Housekeeping(recovered.log(), pages, recovered.snapshots(), settings.snapshotSegments(), mutants);
        Epochs.Guard guard = pages.epochs().pin();
        try {
            this.roots = new Roots(pages);
            this.ids = new Ids(this, pages.gate(), roots, mutants);
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
        Epochs.Guard guard = pages.gate().enter();
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
        Epochs.Guard guard = pages.gate().enter();
        try {
            return new TreeSet<>(roots.all().keySet());
        } finally {
            guard.unpin();
        }
    }

    /**
     * Makes all changes of a batch at one instant: nobody sees some of them without the others, and a crash leaves all or none. Everybody else waits
     * meanwhile. Durable after {@link #flush}.
     */
    public void apply(TreeBatch batch) {
        refuseIfClosed();
        if (batch.size() > 0) {
            commits.commit(batch.writes(), () -> true);
            afterChange();
        }
    }

    /** As {@link #transact(int, Function)}, with up to {@link #ATTEMPTS_MAX} attempts. */
    public <T> T transact(Function<Transaction, T> body) {
        return transact(ATTEMPTS_MAX, body);
    }

    /**
     * Runs a transaction over any trees of this store.
     *
     * <p><b>Isolation.</b> Transactions are strictly serializable: each happens at one instant between the beginning and the end of the call, as do all calls on
     * one key and batches. The body reads as of the instant when its attempt began, with its own writes over it. At its end all that it has read, ranges
     * too, must still be so; if not, nothing happens and the body runs again. So it may run several times: it should change nothing but by the
     * transaction. One that writes nothing is never tried again. An exception of the body ends the transaction, and nothing happens.
     *
     * <p><b>Durability.</b> After {@link #flush}; a crash leaves all of its writes or none.
     *
     * @param attemptsMax from 1
     * @return what the body has returned
     * @throws TransactionConflictException if each attempt met a conflict
     */
    public <T> T transact(int attemptsMax, Function<Transaction, T> body) {
        refuseIfClosed();
        T result = new Transactions(this, commits).run(body, attemptsMax);
        afterChange();
        return result;
    }

    /** Returns all trees as of now, for which as much may be kept as the cache is large. To be closed soon. */
    public TreeSnapshot snapshot() {
        return snapshot(Math.max(settings.cacheBytes(), SNAPSHOT_BYTES_LEAST));
    }

    /**
     * Returns all trees as of now. To be closed soon.
     *
     * @param keptBytesMax how much may be kept for it of what is replaced meanwhile; if it is more, the snapshot is given up
     */
    public TreeSnapshot snapshot(long keptBytesMax) {
        refuseIfClosed();
        return new TreeSnapshot(this, pages.gate().alone(() -> pages.versions().begin(keptBytesMax)));
    }

    /**
     * Returns a number that is greater than all that were returned before, in this life of the store or an earlier one, whatever crashes came
     * between. Waits for the disk now and then; some numbers are left out.
     */
    public long generateId() {
        refuseIfClosed();
        return ids.next();
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

    /** Returns how large the store is, about. */
    public StoreSize size() {
        refuseIfClosed();
        List<Segment> segments = pages.log().segments().inUse();
        return new StoreSize(
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
        Epochs.Guard guard = pages.gate().enter();
        try {
            return new StoreCheck(pages, roots).run();
        } finally {
            guard.unpin();
        }
    }

    /** Returns what the store has done since it was opened. */
    public StoreStatistics statistics() {
        refuseIfClosed();
        return new StoreStatistics(
                pages.counts().splits(),
                pages.counts().merges(),
                pages.counts().loads(),
                pages.counts().evictions(),
                pages.counts().lostRaces(),
                pages.log().bytesWritten(),
                pages.log().syncs(),
                commits.made(),
                commits.refused(),
                pages.versions().count());
    }

    /** Returns the CRC-32C of all that is in the store as of now: see {@link TreeSnapshot#checksum}. */
    public int checksum() {
        try (TreeSnapshot snapshot = snapshot()) {
            return snapshot.checksum();
        }
    }

    private List<byte[]> largeValues() {
        List<byte[]> found = new ArrayList<>();
        for (String name : treeNames()) {
            TreeSearch search = tree(name).search();
            Epochs.Guard guard = pages.gate().enter();
            try {
                for (ReadSet.Stored one :
                        ReadSet.entries(key -> search.leafOf(key).leaf(), new byte[0], new byte[0])) {
                    if (LargeValues.isLarge(one.stored())) {
                        found.add(one.stored());
                    }
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

    Commits commits() {
        return commits;
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
        trees.values().forEach(tree -> tree.subscriptions().close());
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
