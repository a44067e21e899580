package refute.tree.log;

/**
 * The sizes of a log.
 *
 * @param segmentBytes of a segment
 * @param bufferBytes of a buffer, at most; a greater message gets one of its own
 * @param buffers how many may be filled or on their way to the disk at once
 */
public record LogShape(int segmentBytes, int bufferBytes, int buffers) {
    /** Returns the number of the segment in which the log ends if it ends at that place, which may be the segment's own end. */
    long sequenceBefore(long end) {
        return (end - 1) / segmentBytes;
    }

    /** Returns how long the payload of one message may be. */
    public int payloadMax() {
        return Math.min(MessageFormat.PAYLOAD_MAX, segmentBytes - SegmentHeader.BYTES - MessageFormat.HEADER_BYTES)
                / MessageFormat.ALIGNMENT
                * MessageFormat.ALIGNMENT;
    }
}
