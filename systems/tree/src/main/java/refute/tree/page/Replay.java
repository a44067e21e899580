package refute.tree.page;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import refute.tree.log.LogScan;

/** Where each page's messages are, after all messages that were read so far. The same for recovery and for snapshots. Not for several threads. */
final class Replay implements LogScan.Visitor, Parts.Visitor {
    private final SortedMap<Long, Page> pages = new TreeMap<>();
    private long place;

    Replay(Collection<Page> pages) {
        pages.forEach(page -> this.pages.put(page.id(), page));
    }

    Collection<Page> pages() {
        return pages.values();
    }

    @Override
    public void pages(long lsn, byte[] payload) {
        place = lsn;
        Parts.read(payload, this);
    }

    @Override
    public void whole(long page, byte[] payload, int from, int length) {
        pages.put(page, Page.whole(page, null, place, payload.length));
    }

    @Override
    public void change(long page, byte[] payload, int from, int length) {
        @Nullable Page before = pages.get(page);
        if (before == null) {
            throw new IllegalStateException("the log changes page " + page + ", which is not there");
        }
        pages.put(page, before.changed(null, place, payload.length));
    }

    @Override
    public void free(long page) {
        if (pages.remove(page) == null) {
            throw new IllegalStateException("the log frees page " + page + ", which is not there");
        }
    }
}
