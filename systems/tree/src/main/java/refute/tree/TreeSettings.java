package refute.tree;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import refute.tree.log.LogShape;

/**
 * The sizes of a store. The segment's belongs to the folder and cannot be changed later; the others may differ from one opening to the next.
 *
 * @param segmentBytes of a segment of the log, from 1 KiB to 1 GiB, a multiple of 8
 * @param bufferBytes of a buffer on its way to the log, from 256
 * @param buffers how many there are, from 2
 * @param fanOut how many entries a node has before it is split, from 4
 * @param nodeBytes how large a node is before it is split; at most a quarter of a segment counts
 * @param cacheBytes of nodes that may be in memory; somewhat more may be for a while
 * @param messagesMax on how many messages of the log a page may rest before it is written whole, from 1
 * @param snapshotSegments after how many segments of log at the latest the page table is written, from 1
 * @param inlineBytes how long a value may be that is kept in the tree; longer ones get files of their own
 * @param flushEvery how often a thread of the store's own flushes; zero: never
 */
public record TreeSettings(
        int segmentBytes,
        int bufferBytes,
        int buffers,
        int fanOut,
        int nodeBytes,
        long cacheBytes,
        int messagesMax,
        int snapshotSegments,
        int inlineBytes,
        Duration flushEvery) {
    /** What fits a machine of today. */
    public static final TreeSettings DEFAULT =
            new TreeSettings(8 << 20, 256 << 10, 8, 96, 8 << 10, 256L << 20, 24, 16, 16 << 10, Duration.ofMillis(500));

    private static final int SEGMENT_BYTES_LEAST = 1 << 10;
    private static final int SEGMENT_BYTES_MOST = 1 << 30;
    private static final int KEYS_PER_MESSAGE = 16;
    private static final int NODES_PER_MESSAGE = 4;

    public TreeSettings {
        List<String> problems = new ArrayList<>();
        check(problems, "segmentBytes", segmentBytes, SEGMENT_BYTES_LEAST, SEGMENT_BYTES_MOST);
        if (segmentBytes % 8 != 0) {
            problems.add("segmentBytes is " + segmentBytes + ", not a multiple of 8");
        }
        check(problems, "bufferBytes", bufferBytes, 256, SEGMENT_BYTES_MOST);
        check(problems, "buffers", buffers, 2, 1 << 10);
        check(problems, "fanOut", fanOut, 4, 1 << 12);
        check(problems, "nodeBytes", nodeBytes, 64, SEGMENT_BYTES_MOST);
        check(problems, "cacheBytes", cacheBytes, 0, Long.MAX_VALUE);
        check(problems, "messagesMax", messagesMax, 1, 1 << 10);
        check(problems, "snapshotSegments", snapshotSegments, 1, 1 << 20);
        check(problems, "inlineBytes", inlineBytes, 0, SEGMENT_BYTES_MOST);
        if (flushEvery.isNegative()) {
            problems.add("flushEvery is negative: " + flushEvery);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void check(List<String> problems, String name, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add(name + " is " + value + ", not from " + least + " to " + most);
        }
    }

    LogShape shape() {
        return new LogShape(segmentBytes, Math.min(bufferBytes, segmentBytes), buffers);
    }

    /** Returns how long a key may be: a sixteenth of a segment, and at most 64 KiB. */
    public int keyBytesMax() {
        return Math.min(64 << 10, shape().payloadMax() / KEYS_PER_MESSAGE);
    }

    /** Returns how long a value may be at all. */
    public int valueBytesMax() {
        return SEGMENT_BYTES_MOST;
    }

    int inlineBytesMax() {
        return Math.min(inlineBytes, shape().payloadMax() / KEYS_PER_MESSAGE);
    }

    int nodeBytesMax() {
        return Math.min(nodeBytes, shape().payloadMax() / NODES_PER_MESSAGE);
    }

    public TreeSettings withSegmentBytes(int bytes) {
        return new TreeSettings(
                bytes,
                bufferBytes,
                buffers,
                fanOut,
                nodeBytes,
                cacheBytes,
                messagesMax,
                snapshotSegments,
                inlineBytes,
                flushEvery);
    }

    public TreeSettings withCacheBytes(long bytes) {
        return new TreeSettings(
                segmentBytes,
                bufferBytes,
                buffers,
                fanOut,
                nodeBytes,
                bytes,
                messagesMax,
                snapshotSegments,
                inlineBytes,
                flushEvery);
    }

    public TreeSettings withFlushEvery(Duration every) {
        return new TreeSettings(
                segmentBytes,
                bufferBytes,
                buffers,
                fanOut,
                nodeBytes,
                cacheBytes,
                messagesMax,
                snapshotSegments,
                inlineBytes,
                every);
    }
}
