package refute.toxiproxy.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Direct buffers for what a socket did not take, reused so that bulk traffic makes no garbage. One loop owns it. */
final class BufferPool {

    /** The most that one read brings. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final int KEPT_MAX = 64;

    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : buffer.clear();
    }

    /** Takes a buffer back; those that did not come from here are left to the collector. */
    void give(ByteBuffer buffer) {
        if (buffer.isDirect() && free.size() < KEPT_MAX) {
            free.push(buffer);
        }
    }
}
