package refute.tree.log;

/** Room in the log that one thread holds. It must be filled or canceled, at once: the buffer that it is in cannot be written before. */
public final class Reservation {
    private final Log log;
    private final IoBuffer buffer;
    private final int offset;
    private final int length;

    Reservation(Log log, IoBuffer buffer, int offset, int length) {
        this.log = log;
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
    }

    /** Returns its place in the log. */
    public long lsn() {
        return buffer.start() + offset;
    }

    /** Returns the segment that it is in. */
    public Segment segment() {
        return buffer.segment();
    }

    /** Puts the payload there, with which the array begins. */
    public void fill(byte[] payload) {
        finish(payload, MessageFormat.Kind.PAGES);
    }

    /** Gives it up: recovery will skip it. */
    public void cancel(byte[] payload) {
        finish(payload, MessageFormat.Kind.CANCELED);
    }

    private void finish(byte[] payload, MessageFormat.Kind kind) {
        System.arraycopy(payload, 0, buffer.bytes(), offset + MessageFormat.HEADER_BYTES, length);
        log.seal(buffer, offset, kind, length);
        log.leave(buffer);
    }
}
