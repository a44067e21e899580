package refute.tree.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.StorageFile;
import refute.tree.storage.StoreFailedException;

/**
 * The log while it is written. Any thread may call anything.
 *
 * <p>A reservation waits for nobody as long as one buffer has not gone to the disk; {@link #flush} is the only call after which anything is
 * durable. The first error is kept: from then on every call throws it.
 */
public final class Log {
    /** The name of the file. */
    public static final String FILE = "log";

    private static final int CLAIM_BYTES = MessageFormat.sizeOf(Long.BYTES);

    private static final int SPINS = 100;

    private final StorageFile file;
    private final LogShape shape;
    private final Mutants mutants;
    private final MessageFormat format;
    private final long incarnation;
    private final Segments segments;
    private final Semaphore buffers;
    private final Queue<byte[]> arrays = new ConcurrentLinkedQueue<>();
    private final WrittenPrefix written;
    private final ReentrantLock syncing = new ReentrantLock();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private volatile IoBuffer current;
    private volatile long stable;

    /**
     * Goes on where a scan has ended, in a new segment.
     *
     * @param incarnation greater than that of any log in this file before
     */
    public Log(StorageFile file, LogShape shape, LogEnd end, long incarnation, Mutants mutants) {
        this.file = file;
        this.shape = shape;
        this.mutants = mutants;
        this.format = new MessageFormat(mutants);
        this.incarnation = incarnation;
        this.segments = new Segments(shape.segmentBytes(), end.slots(), end.segments(), mutants);
        this.buffers = new Semaphore(shape.buffers());
        this.stable = end.place();
        buffers.acquireUninterruptibly();
        this.current = segmentStart(end.nextSequence(), end.place(), 0);
        this.written = new WrittenPrefix(end.place(), current.start(), mutants);
    }

    public Segments segments() {
        return segments;
    }

    public LogShape shape() {
        return shape;
    }

    /** Returns up to where everything is durable. */
    public long stable() {
        return stable;
    }

    /** Returns up to where everything can be read from the file. */
    public long written() {
        return written.end();
    }

    /** Returns how many bytes were written since it was opened. */
    public long bytesWritten() {
        return bytesWritten.sum();
    }

    /** Returns how often it was synchronised. */
    public long syncs() {
        return syncs.sum();
    }

    /** Returns how many bytes of the log a payload takes. */
    public static int sizeOf(int payloadBytes) {
        return MessageFormat.sizeOf(payloadBytes);
    }

    /** Reserves room for a payload of at most {@link LogShape#payloadMax} bytes. */
    public Reservation reserve(int payloadBytes) {
        int size = MessageFormat.sizeOf(payloadBytes);
        if (payloadBytes > shape.payloadMax()) {
            throw new IllegalArgumentException(
                    "a message of " + payloadBytes + " bytes, of at most " + shape.payloadMax());
        }
        while (true) {
            refuseIfFailed();
            IoBuffer buffer = current;
            int offset = buffer.reserve(size);
            if (offset >= 0) {
                return new Reservation(this, buffer, offset, payloadBytes);
            }
            rotate(buffer, size);
        }
    }

    /** Makes everything that was filled before this call durable. */
    public void flush() {
        refuseIfFailed();
        IoBuffer buffer = current;
        long target = buffer.previousEnd();
        if (!buffer.isEmpty()) {
            rotate(buffer, 0);
            target = buffer.end();
        }
        written.await(target);
        refuseIfFailed();
        sync(target);
    }

    private void sync(long target) {
        syncing.lock();
        try {
            if (stable >= target) {
                return;
            }
            long reached = written.end();
            if (!mutants.has(Mutant.T01)) {
                file.sync();
            }
            syncs.increment();
            stable = reached;
        } catch (IOException e) {
            if (mutants.has(Mutant.T06)) {
                return;
            }
            throw failed("the log could not be synchronised", e);
        } finally {
            syncing.unlock();
        }
    }

    /** Puts a new buffer in the place of one that is full, unless somebody else does. */
    private void rotate(IoBuffer full, int need) {
        if (!full.seal()) {
            for (int spin = 0; current == full && spin < SPINS; spin++) {
                Thread.onSpinWait();
            }
            written.await(() -> current != full);
            return;
        }
        buffers.acquireUninterruptibly();
        IoBuffer next = after(full, need);
        full.setNext(next.start());
        current = next;
        written.changed();
        leave(full);
    }

    private IoBuffer after(IoBuffer full, int need) {
        long end = full.end();
        long segmentEnd = (full.segment().sequence() + 1) * shape.segmentBytes();
        int least = CLAIM_BYTES + Math.max(need, MessageFormat.HEADER_BYTES);
        if (least > segmentEnd - end) {
            return segmentStart(full.segment().sequence() + 1, end, need);
        }
        int capacity = (int) Math.min(segmentEnd - end, Math.max(least, shape.bufferBytes()));
        byte[] bytes = array(capacity);
        MessageFormat.putLong(bytes, MessageFormat.HEADER_BYTES, stable);
        format.seal(bytes, 0, MessageFormat.Kind.CLAIM, Long.BYTES, end, incarnation);
        return new IoBuffer(full.segment(), end, end, bytes, capacity, CLAIM_BYTES);
    }

    private IoBuffer segmentStart(long sequence, long previousEnd, int need) {
        Segment segment = segments.allocate(new SegmentHeader(sequence, incarnation, previousEnd, stable));
        int capacity = Math.min(shape.segmentBytes(), Math.max(SegmentHeader.BYTES + need, shape.bufferBytes()));
        byte[] bytes = array(capacity);
        segment.header().writeTo(bytes);
        long start = sequence * shape.segmentBytes();
        return new IoBuffer(segment, start, previousEnd, bytes, capacity, SegmentHeader.BYTES);
    }

    private byte[] array(int capacity) {
        byte[] used = capacity > shape.bufferBytes() ? null : arrays.poll();
        return used == null ? new byte[Math.max(capacity, Math.min(shape.bufferBytes(), shape.segmentBytes()))] : used;
    }

    void seal(IoBuffer buffer, int offset, MessageFormat.Kind kind, int length) {
        format.seal(buffer.bytes(), offset, kind, length, buffer.start() + offset, incarnation);
    }

    void leave(IoBuffer buffer) {
        if (!buffer.leave()) {
            return;
        }
        try {
            if (failure.get() == null) {
                long at = (long) buffer.segment().slot() * shape.segmentBytes() + buffer.start() % shape.segmentBytes();
                file.write(at, buffer.bytes(), 0, buffer.used());
                bytesWritten.add(buffer.used());
                written.written(buffer);
            }
        } catch (IOException e) {
            failed("the log could not be written", e);
        } finally {
            if (buffer.bytes().length <= shape.bufferBytes()) {
                arrays.add(buffer.bytes());
            }
            buffers.release();
        }
    }

    /** Keeps the first failure of the store, whoever saw it; returns what to throw. */
    public StoreFailedException failed(String what, Throwable cause) {
        if (!mutants.has(Mutant.T32)) {
            failure.compareAndSet(null, cause);
        }
        written.fail();
        return new StoreFailedException(what, cause);
    }

    /** Throws if the store has failed before. */
    public void refuseIfFailed() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new StoreFailedException("the store has failed before, and must be opened anew", cause);
        }
    }

    /** Returns the payload of the message at a place that is written. The caller is pinned, so that its segment is not used again. */
    public byte[] read(long lsn, int payloadBytes) throws IOException {
        Segment segment = segments.at(lsn);
        if (segment == null) {
            throw new DamagedStoreException(FILE, 0, "no segment " + lsn / shape.segmentBytes());
        }
        long at = (long) segment.slot() * shape.segmentBytes() + lsn % shape.segmentBytes();
        byte[] message = new byte[MessageFormat.sizeOf(payloadBytes)];
        int count = file.read(at, message, 0, message.length);
        if (format.check(message, 0, count, lsn, segment.header().incarnation()) != payloadBytes) {
            throw new DamagedStoreException(FILE, at, "no message of " + payloadBytes + " bytes at place " + lsn);
        }
        return Arrays.copyOfRange(message, MessageFormat.HEADER_BYTES, MessageFormat.HEADER_BYTES + payloadBytes);
    }

    /** Returns a scan of what is in the file now; only what is stable makes sense to be scanned. */
    public LogScan scan() {
        return new LogScan(file, shape, segments.slots(), segments.inUse(), mutants);
    }
}
