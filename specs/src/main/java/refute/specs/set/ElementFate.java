package refute.specs.set;

import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.specs.set.SetReads.Element;
import refute.specs.set.SetReads.Read;

/**
 * What became of one element.
 *
 * @param element which
 * @param anomaly the worst that is wrong with it, or null
 * @param seen a read that saw it: the one that made it known if no acknowledgement did, the one that is wrong if it should not
 *     have; else the last; null if none did
 * @param missed the last read that should have seen it and did not; null if there was none
 * @param decided whether some read could tell: it began when the element was known
 */
record ElementFate(
        Element element,
        @Nullable SetAnomaly anomaly,
        @Nullable Read seen,
        @Nullable Read missed,
        boolean decided) {

    /** Follows the element of this number through the reads, which are in the order of their invocations. */
    static ElementFate of(int number, Element element, List<Read> reads) {
        Read first = null;
        Read last = null;
        Read wrong = null;
        Read repeated = null;
        for (Read read : reads) {
            if (!read.seen().get(number)) {
                continue;
            }
            first = first == null || read.returnedAt() < first.returnedAt() ? read : first;
            last = last == null || read.returnedAt() > last.returnedAt() ? read : last;
            wrong = wrong == null && isTooEarly(element, read) ? read : wrong;
            repeated = repeated == null && read.repeated().get(number) ? read : repeated;
        }
        if (wrong != null) {
            return new ElementFate(element, SetAnomaly.UNEXPECTED, wrong, null, true);
        }
        int known = Math.min(element.acknowledgedAt(), first == null ? SetReads.NEVER : first.returnedAt());
        Read missed = lastMissing(number, known, reads);
        if (missed != null && last != null && last.returnedAt() > missed.invokedAt()) {
            return repeated == null
                    ? new ElementFate(element, SetAnomaly.STALE, last, missed, true)
                    : new ElementFate(element, SetAnomaly.DUPLICATED, repeated, null, true);
        }
        if (missed != null) {
            return new ElementFate(element, SetAnomaly.LOST, element.acknowledged() ? null : last, missed, true);
        }
        boolean decided = !reads.isEmpty() && reads.getLast().invokedAt() > known;
        return repeated == null
                ? new ElementFate(element, null, last, null, decided)
                : new ElementFate(element, SetAnomaly.DUPLICATED, repeated, null, decided);
    }

    /** Added without an answer, and read all the same. */
    boolean recovered() {
        return anomaly == null && element.added() && !element.acknowledged() && seen != null;
    }

    /** Acknowledged, but no read began afterwards. */
    boolean neverRead() {
        return anomaly == null && element.acknowledged() && !decided;
    }

    private static boolean isTooEarly(Element element, Read read) {
        return element.refused() || element.invokedAt() > read.returnedAt();
    }

    private static @Nullable Read lastMissing(int number, int known, List<Read> reads) {
        for (int i = reads.size() - 1; i >= 0 && reads.get(i).invokedAt() > known; i--) {
            if (!reads.get(i).seen().get(number)) {
                return reads.get(i);
            }
        }
        return null;
    }
}
