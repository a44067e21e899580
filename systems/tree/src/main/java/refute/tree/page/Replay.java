package refute.tree.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import refute.tree.log.LogScan;

/**
 * Where each page's messages are, after all messages that were read so far. The same for recovery and for snapshots. Not for several threads.
 *
 * <p>Messages that belong together wait until their end has been read. If the log ends before, or goes on in another incarnation, a crash has
 * come between: then none of them counts.
 */
final class Replay implements LogScan.Visitor, Parts.Visitor {
    private static final long NOWHERE = -1;

    private final Map<Long, Page> pages = new LinkedHashMap<>();
    private final List<Message> together = new ArrayList<>();
    private long beginning = NOWHERE;
    private long incarnation;
    private long place;

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares messages.
    private record Message(long place, byte[] payload) {}

    Replay(Collection<Page> pages) {
        pages.forEach(page -> this.pages.put(page.id(), page));
    }

    Collection<Page> pages() {
        return pages.values();
    }

    /** Returns up to where all that was read counts, having read up to that place: before what belongs together and has not ended. */
    long wholeUpTo(long end) {
        return beginning == NOWHERE ? end : beginning;
    }

    @Override
    public void incarnation(long number) {
        if (number != incarnation) {
            incarnation = number;
            drop();
        }
    }

    private void drop() {
        beginning = NOWHERE;
        together.clear();
    }

    @Override
    public void pages(long lsn, byte[] payload) {
        place = lsn;
        if (beginning != NOWHERE && !Parts.isEnd(payload)) {
            together.add(new Message(lsn, payload));
        } else {
            Parts.read(payload, this);
        }
    }

    @Override
    public void begin() {
        beginning = place;
    }

    @Override
    public void end() {
        List<Message> all = List.copyOf(together);
        drop();
        for (Message message : all) {
            place = message.place();
            Parts.read(message.payload(), this);
        }
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
