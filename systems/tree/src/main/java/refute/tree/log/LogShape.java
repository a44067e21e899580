package refute.tree.log;

/**
 * The sizes of a log.
 *
 * @param segmentBytes of a segment
 * @param bufferBytes of a buffer, at most; a greater message gets one of its own
 * @param buffers how many may be filled or on their way to the disk at once
 */
public record LogShape(int segmentBytes, int bufferBytes, int buffers) {
    /** Returns how long the payload of one message may be. */
    public int payloadMax() {
        return Math.min(MessageFormat.PAYLOAD_MAX, segmentBytes - SegmentHeader.BYTES - MessageFormat.HEADER_BYTES)
                / MessageFormat.ALIGNMENT
                * MessageFormat.ALIGNMENT;
    }
}
