package refute.toxiproxy.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The end of a chain: writes to the socket and keeps what the socket does not take. Once the end was put and everything
 * is written, the link is {@link #drained}.
 */
final class Sink implements Outlet {

    private static final int PENDING_BYTES_MAX = 64 * 1024;

    private final SocketChannel socket;
    private final BufferPool pool;
    private final LongAdder sent;
    private final Deque<ByteBuffer> pending = new ArrayDeque<>();
    private long pendingBytes;
    private @Nullable Chunk end;
    private boolean broken;

    Sink(SocketChannel socket, BufferPool pool, LongAdder sent) {
        this.socket = socket;
        this.pool = pool;
        this.sent = sent;
    }

    @Override
    public boolean hasRoom() {
        return end == null && !broken && pendingBytes < PENDING_BYTES_MAX;
    }

    @Override
    public void put(Chunk chunk) {
        if (end != null || broken) {
            return;
        }
        if (chunk.isEnd()) {
            end = chunk;
        } else if (chunk.length() > 0) {
            pending.add(chunk.buffer());
            pendingBytes += chunk.length();
            flush();
        }
    }

    @Override
    public boolean ended() {
        return end != null || broken;
    }

    /** Writes bytes that pass through no toxic; the buffer is the caller's again afterwards. */
    void write(ByteBuffer bytes) {
        if (pending.isEmpty()) {
            send(bytes);
        }
        if (bytes.hasRemaining() && !broken) {
            ByteBuffer rest = pool.take().put(bytes).flip();
            pending.add(rest);
            pendingBytes += rest.remaining();
        }
    }

    /** Writes as much as the socket takes. */
    void flush() {
        for (ByteBuffer first = pending.peek(); first != null && !broken; first = pending.peek()) {
            pendingBytes -= send(first);
            if (first.hasRemaining()) {
                return;
            }
            pool.give(pending.remove());
        }
    }

    private int send(ByteBuffer bytes) {
        try {
            int count = socket.write(bytes);
            sent.add(count);
            return count;
        } catch (IOException e) {
            broken = true; // the peer is gone: the link ends, as it does for any proxy
            return 0;
        }
    }

    boolean wantsToWrite() {
        return !broken && !pending.isEmpty();
    }

    /** Whether the link is over: all is written and the end was put, or the peer is gone. */
    boolean drained() {
        return broken || (end != null && pending.isEmpty());
    }

    boolean endsInReset() {
        return end != null && end.isReset();
    }

    /** Gives the buffers back; nothing is written any more. */
    void discard() {
        broken = true;
        pending.forEach(pool::give);
        pending.clear();
    }
}
