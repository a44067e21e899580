package refute.tree.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.StorageFile;

/**
 * Reads a log from one place to its end, which is the first place where no good message is and no segment goes on.
 *
 * <p>Nothing before the end is skipped. If somebody claims that the log was stable further than that, the file is damaged.
 */
public final class LogScan {
    private final StorageFile file;
    private final LogShape shape;
    private final int slots;
    private final Mutants mutants;
    private final MessageFormat format;
    private final Map<Long, Segment> bySequence = new HashMap<>();

    /** Hears of the messages, in order. */
    public interface Visitor {
        /** A message that holds changes of pages. */
        void pages(long lsn, byte[] payload) throws IOException;

        /** What follows was written in that incarnation: perhaps the same as before, else after a crash or close. */
        default void incarnation(long number) {}
    }

    LogScan(StorageFile file, LogShape shape, int slots, List<Segment> segments, Mutants mutants) {
        this.file = file;
        this.shape = shape;
        this.slots = slots;
        this.mutants = mutants;
        this.format = new MessageFormat(mutants);
        segments.forEach(segment -> bySequence.put(segment.sequence(), segment));
    }

    /** Reads the headers of all slots. One that is not valid is torn, or damaged: who needs its segment will miss it. */
    public static LogScan of(StorageFile file, LogShape shape, Mutants mutants) throws IOException {
        int slots = Math.toIntExact((file.size() + shape.segmentBytes() - 1) / shape.segmentBytes());
        List<Segment> found = new ArrayList<>();
        byte[] bytes = new byte[SegmentHeader.BYTES];
        for (int slot = 0; slot < slots; slot++) {
            int count = file.read((long) slot * shape.segmentBytes(), bytes, 0, bytes.length);
            Optional<SegmentHeader> header = SegmentHeader.read(bytes, count);
            if (header.isPresent()) {
                found.add(new Segment(slot, header.get()));
            }
        }
        return new LogScan(file, shape, slots, found, mutants);
    }

    /**
     * Reads on from a place to the end of the log.
     *
     * @throws DamagedStoreException if the log ends before a place that was stable
     */
    public LogEnd read(long from, Visitor visitor) throws IOException {
        return read(from, Long.MAX_VALUE, visitor);
    }

    /** Reads on from a place to another. */
    public LogEnd read(long from, long limit, Visitor visitor) throws IOException {
        long claimed = bySequence.values().stream()
                .mapToLong(segment -> segment.header().stable())
                .max()
                .orElse(0);
        Stretch stretch = new Stretch(from);
        Segment segment = bySequence.get(shape.sequenceBefore(from));
        // At the very end of a segment nothing of it is needed, and it may be gone.
        if (segment == null && from % shape.segmentBytes() != 0) {
            throw new DamagedStoreException(Log.FILE, 0, "no segment holds place " + from);
        }
        while (stretch.end < limit) {
            if (segment != null) {
                stretch.read(segment, limit, visitor);
            }
            Segment next = stretch.end < limit ? following(stretch.end) : null;
            if (next == null) {
                break;
            }
            segment = next;
            stretch.end = next.sequence() * shape.segmentBytes() + SegmentHeader.BYTES;
        }
        claimed = Math.max(claimed, stretch.claimed);
        if (stretch.end < Math.min(claimed, limit)) {
            throw damagedAt(segment, stretch.end, claimed);
        }
        return end(stretch.end);
    }

    private DamagedStoreException damagedAt(@Nullable Segment segment, long end, long claimed) {
        long offset = segment == null ? 0 : (long) segment.slot() * shape.segmentBytes() + end % shape.segmentBytes();
        return new DamagedStoreException(
                Log.FILE, offset, "the log ends at place " + end + ", but was stable up to " + claimed);
    }

    /** The segment that says that the log went on there. */
    private @Nullable Segment following(long end) {
        return bySequence.values().stream()
                .filter(segment -> segment.sequence() > shape.sequenceBefore(end))
                .filter(segment -> segment.header().previousEnd() == end || mutants.has(Mutant.T08))
                .min(Comparator.comparingLong(Segment::sequence))
                .orElse(null);
    }

    private LogEnd end(long place) {
        long greatest =
                bySequence.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Segment> chain = bySequence.values().stream()
                .filter(segment -> segment.sequence() <= shape.sequenceBefore(place))
                .sorted(Comparator.comparingLong(Segment::sequence))
                .toList();
        return new LogEnd(place, Math.max(greatest, shape.sequenceBefore(place)) + 1, slots, chain);
    }

    /** How far the scan has come, and the greatest claim it has met. */
    private final class Stretch {
        private long end;
        private long claimed;

        private Stretch(long from) {
            end = from;
        }

        private void read(Segment segment, long limit, Visitor visitor) throws IOException {
            long base = segment.sequence() * shape.segmentBytes();
            byte[] bytes = new byte[shape.segmentBytes()];
            int count = file.read((long) segment.slot() * shape.segmentBytes(), bytes, 0, bytes.length);
            long incarnation = segment.header().incarnation();
            visitor.incarnation(incarnation);
            int at = (int) (end - base);
            while (base + at < limit) {
                int length = format.check(bytes, at, count, base + at, incarnation);
                if (length < 0) {
                    int beyond = resynchronise(bytes, at, count, base, incarnation);
                    if (beyond < 0 || !mutants.has(Mutant.T07)) {
                        break;
                    }
                    at = beyond;
                    continue;
                }
                visit(bytes, at, length, base, visitor);
                at += MessageFormat.sizeOf(length);
            }
            end = base + at;
        }

        private void visit(byte[] bytes, int at, int length, long base, Visitor visitor) throws IOException {
            MessageFormat.Kind kind = MessageFormat.kindOf(bytes, at);
            if (kind == MessageFormat.Kind.CLAIM) {
                claimed = Math.max(claimed, MessageFormat.getLong(bytes, at + MessageFormat.HEADER_BYTES));
            } else if (kind == MessageFormat.Kind.PAGES || mutants.has(Mutant.T13)) {
                int payload = at + MessageFormat.HEADER_BYTES;
                visitor.pages(base + at, Arrays.copyOfRange(bytes, payload, payload + length));
            }
        }

        /** Looks for claims behind a place that is torn or damaged. Returns where the next good message is, or -1. */
        private int resynchronise(byte[] bytes, int from, int count, long base, long incarnation) {
            int first = -1;
            for (int at = from + MessageFormat.ALIGNMENT; at < count; at += MessageFormat.ALIGNMENT) {
                int length = format.check(bytes, at, count, base + at, incarnation);
                if (length < 0) {
                    continue;
                }
                first = first < 0 ? at : first;
                if (MessageFormat.kindOf(bytes, at) == MessageFormat.Kind.CLAIM) {
                    claimed = Math.max(claimed, MessageFormat.getLong(bytes, at + MessageFormat.HEADER_BYTES));
                }
            }
            return first;
        }
    }
}
