package refute.toxiproxy.engine;

import java.nio.ByteBuffer;

/**
 * Some bytes on their way through a link, or the end of the stream. Slices share the array, which is never written after
 * it was filled.
 */
final class Chunk {

    /** The end of the stream, after which nothing comes. */
    static final Chunk END = new Chunk(new byte[0], 0, 0, 0);
    /** The end of the stream by a reset: both sockets are to send RST. */
    static final Chunk RESET = new Chunk(new byte[0], 0, 0, 0);

    private final byte[] data;
    private final int from;
    private final int to;
    private final long receivedNanos;

    private Chunk(byte[] data, int from, int to, long receivedNanos) {
        this.data = data;
        this.from = from;
        this.to = to;
        this.receivedNanos = receivedNanos;
    }

    /** When it was received ({@link System#nanoTime}), or left the last toxic that delayed it. */
    long receivedNanos() {
        return receivedNanos;
    }

    static Chunk copyOf(ByteBuffer bytes, long now) {
        byte[] data = new byte[bytes.remaining()];
        bytes.get(data);
        return new Chunk(data, 0, data.length, now);
    }

    @SuppressWarnings("ReferenceEquality") // two marks, told apart by identity
    boolean isEnd() {
        return this == END || this == RESET;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isReset() {
        return this == RESET;
    }

    int length() {
        return to - from;
    }

    Chunk head(int bytes) {
        return new Chunk(data, from, from + bytes, receivedNanos);
    }

    Chunk tail(int bytes) {
        return new Chunk(data, from + bytes, to, receivedNanos);
    }

    Chunk at(long nanos) {
        return new Chunk(data, from, to, nanos);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(data, from, length());
    }
}
