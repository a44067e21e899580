package refute.tree.page;

import java.util.Set;
import refute.tree.log.Log;
import refute.tree.log.Segment;

/** Keeps count of what in each segment pages rest on. A message that is about several pages counts once for each. */
record Accounts(Log log) {
    /** A page rests on all of its messages, now that the store is opened. */
    void add(Page page) {
        for (int i = 0; i < page.messages(); i++) {
            Segment segment = log.segments().at(page.place(i));
            if (segment == null) {
                throw new IllegalStateException("page " + page.id() + " rests on a segment that is not there");
            }
            segment.add(Log.sizeOf(page.payloadBytes(i)));
        }
    }

    /** A page rests on none of its messages any more, since a message at that place. */
    void supersede(Page page, long by) {
        for (int i = 0; i < page.messages(); i++) {
            Segment segment = log.segments().at(page.place(i));
            if (segment != null) {
                segment.supersede(Log.sizeOf(page.payloadBytes(i)), by);
            }
        }
    }

    /** Returns whether a page rests on one of these segments. */
    boolean restsOn(Page page, Set<Long> sequences) {
        for (int i = 0; i < page.messages(); i++) {
            if (sequences.contains(page.place(i) / log.shape().segmentBytes())) {
                return true;
            }
        }
        return false;
    }
}
