package refute.tree.page;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import refute.tree.log.Log;
import refute.tree.log.Reservation;
import refute.tree.log.Segment;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Change;
import refute.tree.node.Node;
import refute.tree.node.NodeCodec;

/**
 * All pages. Any thread may call anything, as long as it is pinned ({@link #epochs}) from before it read the first page until after it
 * used the last.
 *
 * <p>Each change of a page gives what was made, or nothing if another thread has changed the page meanwhile; then nothing has happened.
 */
public final class PageStore {
    /** What a part of a message takes besides the node or change: kind, page, length. */
    private static final int PART_BYTES = 24;

    private final Log log;
    private final Mutants mutants;
    private final NodeCodec codec;
    private final PageLoader loader;
    private final PageTable table = new PageTable();
    private final PageIds ids;
    private final Epochs epochs = new Epochs();
    private final Gate gate;
    private final Versions versions;
    private final Counts counts = new Counts();
    private final PageCache cache;
    private final Accounts accounts;
    private final int messagesMax;

    /**
     * @param pages as they were recovered
     * @param cacheBytes of nodes that may be in memory
     * @param messagesMax on how many messages a page may rest
     * @param whenGivenUp hears of moments for which too much would have had to be kept
     */
    public PageStore(
            Log log,
            Collection<Page> pages,
            long cacheBytes,
            int messagesMax,
            Consumer<Moment> whenGivenUp,
            Mutants mutants) {
        this.log = log;
        this.mutants = mutants;
        this.codec = new NodeCodec(mutants);
        this.loader = new PageLoader(log, codec);
        this.ids = new PageIds(pages.stream().map(Page::id).toList());
        this.messagesMax = messagesMax;
        this.versions = new Versions(whenGivenUp);
        this.gate = new Gate(epochs, log, mutants);
        this.cache = new PageCache(table, log, cacheBytes, counts);
        this.accounts = new Accounts(log);
        pages.forEach(page -> {
            table.set(PageIds.slot(page.id()), page);
            accounts.add(page);
        });
    }

    public Epochs epochs() {
        return epochs;
    }

    public Gate gate() {
        return gate;
    }

    public Versions versions() {
        return versions;
    }

    public Counts counts() {
        return counts;
    }

    public Log log() {
        return log;
    }

    /** Returns the page with its node in memory; nothing if there is none of that id any more. */
    public @Nullable Page get(long id) {
        int slot = PageIds.slot(id);
        while (true) {
            mutants.step();
            Page page = table.get(slot);
            if (page == null) {
                return null;
            }
            if (page.id() != id) {
                throw new IllegalStateException(
                        "page " + id + " was used again as " + page.id() + " while a reader was pinned");
            }
            if (page.isInMemory()) {
                page.use();
                return page;
            }
            mutants.step();
            Page loaded = loaded(slot, page);
            if (loaded != null) {
                return loaded;
            }
        }
    }

    /** Returns the page as it was at a moment, with its node; nothing if there was none of that id, or if the moment has been given up. */
    public @Nullable Page get(long id, Moment moment) {
        int slot = PageIds.slot(id);
        while (true) {
            mutants.step();
            Page page = table.get(slot);
            if (page == null || page.id() != id) {
                return versions.goneAsOf(id, moment);
            }
            if (page.version() > moment.version()) {
                return History.asOf(page.history(), moment.version());
            }
            Page present = page.isInMemory() ? page : loaded(slot, page);
            if (present != null) {
                return present;
            }
        }
    }

    private @Nullable Page loaded(int slot, Page page) {
        Page loaded = page.with(load(page));
        if (!table.replace(slot, page, loaded)) {
            return null;
        }
        counts.loaded();
        loaded.use();
        cache.grew(loaded.node().bytes());
        return loaded;
    }

    private Node load(Page page) {
        try {
            return loader.load(page);
        } catch (IOException e) {
            throw log.failed("page " + page.id() + " could not be read", e);
        }
    }

    /** Creates a page that is known from outside by its id, when the store is new. */
    public void create(long id, Node node) {
        Parts parts = new Parts(codec, node.bytes() + PART_BYTES).whole(id, node);
        Reservation reservation = log.reserve(parts.size());
        Page page = Page.whole(id, node, reservation.lsn(), parts.size());
        table.set(PageIds.slot(id), page);
        reservation.fill(parts.array());
        reservation.segment().add(Log.sizeOf(parts.size()));
        cache.grew(node.bytes());
    }

    /** Returns an id for a new page. */
    public long takeId() {
        return ids.take();
    }

    /** Gives back an id that nobody has seen. */
    public void giveBack(long id) {
        ids.giveBack(id);
    }

    /** Changes a page. */
    public @Nullable Page change(Page seen, Change change) {
        Node after = change.applyTo(seen.node());
        Parts parts = new Parts(codec, bytesOf(seen, change, after));
        boolean whole = describe(parts, seen, change, after);
        return swap(seen, after, whole, parts, null, null);
    }

    /** Gives a page another node. */
    public @Nullable Page replace(Page seen, Node after) {
        Parts parts = new Parts(codec, after.bytes() + PART_BYTES).whole(seen.id(), after);
        return swap(seen, after, true, parts, null, null);
    }

    /** Gives a page another node, and creates a page, at once. */
    public @Nullable Page replaceAndCreate(Page seen, Node after, long newId, Node newNode) {
        Parts parts = new Parts(codec, after.bytes() + newNode.bytes() + 2 * PART_BYTES)
                .whole(newId, newNode)
                .whole(seen.id(), after);
        return swap(seen, after, true, parts, new Created(newId, newNode), null);
    }

    /** Changes a page, and creates another, at once. */
    public @Nullable Page changeAndCreate(Page seen, Change change, long newId, Node newNode) {
        Node after = change.applyTo(seen.node());
        if (mutants.has(Mutant.T17)) {
            create(newId, newNode);
            return change(seen, change);
        }
        Parts parts =
                new Parts(codec, newNode.bytes() + PART_BYTES + bytesOf(seen, change, after)).whole(newId, newNode);
        boolean whole = describe(parts, seen, change, after);
        return swap(seen, after, whole, parts, new Created(newId, newNode), null);
    }

    /** Changes a page, and removes another that nobody changes any more, at once. Its id is used again when all readers of now have gone. */
    public @Nullable Page changeAndFree(Page seen, Change change, Page victim) {
        Node after = change.applyTo(seen.node());
        Parts parts = new Parts(codec, bytesOf(seen, change, after) + PART_BYTES);
        boolean whole = describe(parts, seen, change, after);
        parts.free(victim.id());
        return swap(seen, after, whole, parts, null, victim);
    }

    /** What is changed from now on belongs together, until {@link #endTogether}: a crash leaves all of it or nothing. Nobody else changes anything. */
    public void beginTogether() {
        mark(Parts.begin());
    }

    /** That was all. Returns where the log is then: what is stable up to there is whole. */
    public long endTogether() {
        return mark(Parts.end());
    }

    private long mark(byte[] payload) {
        Reservation reservation = log.reserve(payload.length);
        reservation.fill(payload);
        return reservation.lsn() + Log.sizeOf(payload.length);
    }

    private record Created(long id, Node node) {}

    private int bytesOf(Page seen, Change change, Node after) {
        return PART_BYTES + (seen.messages() >= messagesMax ? after.bytes() : change.bytes());
    }

    private boolean describe(Parts parts, Page seen, Change change, Node after) {
        boolean whole = seen.messages() >= messagesMax;
        if (whole) {
            parts.whole(seen.id(), after);
        } else {
            parts.change(seen.id(), change);
        }
        return whole;
    }

    private @Nullable Page swap(
            Page seen, Node after, boolean whole, Parts parts, @Nullable Created created, @Nullable Page victim) {
        // Not later: a reservation is not to be held while others run.
        mutants.step();
        int length = parts.size();
        Reservation reservation = log.reserve(length);
        long place = reservation.lsn();
        long version = versions.now();
        History kept = versions.keeping(seen, version);
        History history = kept == null ? History.of(seen.history()) : kept;
        Page page = whole
                ? Page.whole(seen.id(), after, place, length, version, history)
                : seen.changed(after, place, length, version, history);
        if (created != null) {
            table.set(
                    PageIds.slot(created.id()), Page.whole(created.id(), created.node(), place, length, version, null));
        }
        Page replaced = replaced(seen, page);
        if (replaced == null) {
            if (created != null) {
                table.set(PageIds.slot(created.id()), null);
            }
            reservation.cancel(parts.array());
            counts.lostRace();
            return null;
        }
        reservation.fill(parts.array());
        if (kept != null) {
            versions.keep(kept, seen);
        }
        Segment segment = reservation.segment();
        segment.add(Log.sizeOf(length));
        if (whole) {
            accounts.supersede(seen, place);
        }
        int grown = after.bytes() - replaced.bytesInMemory();
        if (created != null) {
            segment.add(Log.sizeOf(length));
            grown += created.node().bytes();
        }
        if (victim != null) {
            grown -= free(victim, place);
        }
        cache.grew(grown);
        return page;
    }

    /** Puts a page in the place of another; returns what was there, which may be the same state in or out of memory. */
    private @Nullable Page replaced(Page seen, Page by) {
        int slot = PageIds.slot(seen.id());
        Page expected = seen;
        while (expected != null && expected.isSameStateAs(seen)) {
            if (table.replace(slot, expected, by)) {
                return expected;
            }
            expected = table.get(slot);
        }
        return null;
    }

    /** Returns how many bytes of it were in memory. */
    private int free(Page victim, long place) {
        int slot = PageIds.slot(victim.id());
        Page last = table.get(slot);
        versions.freed(victim);
        table.set(slot, null);
        counts.merged();
        accounts.supersede(victim, place);
        if (mutants.has(Mutant.T18)) {
            ids.giveBack(victim.id());
        } else {
            epochs.later(() -> ids.giveBack(victim.id()));
        }
        return last == null ? 0 : last.bytesInMemory();
    }

    /** Writes the pages anew that rest on one of these segments, so that nothing rests on them. */
    void moveOutOf(Set<Long> sequences) {
        for (int slot = 0; slot < table.capacity(); slot++) {
            Epochs.Guard guard = gate.enter();
            try {
                Page page = table.get(slot);
                while (page != null && accounts.restsOn(page, sequences)) {
                    Page loaded = get(page.id());
                    page = loaded == null || replace(loaded, loaded.node()) != null ? null : table.get(slot);
                }
            } finally {
                guard.unpin();
            }
        }
    }

    /** Returns the ids of all pages, in the order of their slots. */
    public Set<Long> allIds() {
        Set<Long> all = new TreeSet<>();
        for (int slot = 0; slot < table.capacity(); slot++) {
            Page page = table.get(slot);
            if (page != null) {
                all.add(page.id());
            }
        }
        return all;
    }

    /** Returns the ids that may be given out again. */
    public Collection<Long> freeIds() {
        return ids.free();
    }

    /** Returns how many bytes of nodes are in memory. */
    public long bytesInMemory() {
        return cache.bytes();
    }
}
