package refute.tree.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/**
 * Which slot of the log file holds what, and which may be used again.
 *
 * <p>A segment may be used again if all of this is so: no page's latest state rests on it; what made it superfluous is stable, since otherwise
 * a power loss would bring back pages whose content is gone; recovery will not scan it, from the oldest snapshot that is kept; and no
 * reader that was there before is still there, since it may be about to read from it.
 */
public final class Segments {
    private final int segmentBytes;
    private final Mutants mutants;
    private final Map<Long, Segment> bySequence = new ConcurrentHashMap<>();
    private final TreeSet<Integer> free = new TreeSet<>();
    private int slots;

    /**
     * @param slots how many the file has
     * @param used those of which the log consists; all others are free
     */
    Segments(int segmentBytes, int slots, Collection<Segment> used, Mutants mutants) {
        this.segmentBytes = segmentBytes;
        this.slots = slots;
        this.mutants = mutants;
        for (int slot = 0; slot < slots; slot++) {
            free.add(slot);
        }
        used.forEach(segment -> {
            bySequence.put(segment.sequence(), segment);
            free.remove(segment.slot());
        });
    }

    /** Returns the segment in which that place is, if it is still there. */
    public @Nullable Segment at(long lsn) {
        return bySequence.get(lsn / segmentBytes);
    }

    synchronized Segment allocate(SegmentHeader header) {
        Integer slot = free.pollFirst();
        Segment segment = new Segment(slot == null ? slots++ : slot, header);
        bySequence.put(header.sequence(), segment);
        return segment;
    }

    /** Returns all that are in use, in the order of the log. */
    public List<Segment> inUse() {
        List<Segment> all = new ArrayList<>(bySequence.values());
        all.removeIf(Segment::isRetired);
        all.sort(Comparator.comparingLong(Segment::sequence));
        return all;
    }

    /**
     * Retires what is not needed any more.
     *
     * @param stable up to where the log is stable
     * @param oldestScan where recovery from the oldest snapshot begins to scan
     * @param later runs an action when every reader that is there now has gone
     */
    public synchronized void reclaim(long stable, long oldestScan, Consumer<Runnable> later) {
        for (Segment segment : inUse()) {
            boolean scanned = (segment.sequence() + 1) * segmentBytes > oldestScan;
            boolean superseded = segment.supersededBy() <= stable || mutants.has(Mutant.T10);
            if (segment.liveBytes() > 0 || scanned || !superseded) {
                continue;
            }
            segment.retire();
            if (mutants.has(Mutant.T11)) {
                release(segment);
            } else {
                later.accept(() -> release(segment));
            }
        }
    }

    private synchronized void release(Segment segment) {
        bySequence.remove(segment.sequence());
        free.add(segment.slot());
    }

    /** Returns how many slots the file has. */
    public synchronized int slots() {
        return slots;
    }
}
