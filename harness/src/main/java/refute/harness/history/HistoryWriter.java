package refute.harness.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records a history as it happens, into a file that is readable at any moment: {@link HistoryFile} reads it.
 *
 * <p>Any number of threads record at once. Index and time are given under the writer's lock, so that both ascend in the order in
 * which the entries stand in the file. Call {@link #invoke} before the request leaves and {@link #complete} after the answer has
 * come: then the interval recorded contains the true one, which is what makes a verdict about real time sound.
 *
 * <p>What was recorded is handed to the operating system after at most {@value #FLUSH_MILLIS_MAX} ms or
 * {@value #FLUSH_BYTES} bytes, in blocks with checksums: when the harness is killed, no more than that is lost. (When the
 * machine dies, more is: there is no fsync, which would slow down the run that is measured.) Nothing of the history stays in
 * memory; it is read back from the file when it is judged.
 *
 * <p>All methods throw {@link RecordingFailed} when the file cannot be written, then and ever after.
 */
public final class HistoryWriter implements AutoCloseable {
    static final int FLUSH_BYTES = 1 << 16;
    static final int FLUSH_MILLIS_MAX = 10;

    private final OutputStream out;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition pending = lock.newCondition();
    private final EntryEncoder encoder = new EntryEncoder();
    private final BinaryOutput block = new BinaryOutput(FLUSH_BYTES + (FLUSH_BYTES >> 2));
    private final Thread flusher;
    private int nextIndex;
    private long lastNanos;
    private int entriesFlushed;
    private boolean closed;

    @Nullable
    private RecordingFailed failure;

    HistoryWriter(OutputStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        newBlock();
        this.flusher = Thread.ofPlatform().daemon().name("history-flusher").unstarted(this::flushNowAndThen);
    }

    /**
     * A new file.
     *
     * @param clock nanoseconds since the run began; need not ascend by itself, and is read by one thread at a time
     * @throws IOException if there is one already, or it cannot be made
     */
    public static HistoryWriter create(Path file, LongSupplier clock) throws IOException {
        return start(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), clock);
    }

    static HistoryWriter start(OutputStream out, LongSupplier clock) throws IOException {
        out.write(HistoryFile.header());
        HistoryWriter writer = new HistoryWriter(out, clock);
        writer.flusher.start();
        return writer;
    }

    /** Records, now, that the process asks for this. */
    public Entry invoke(ProcessId process, String function, Value key, Value argument) {
        lock.lock();
        try {
            Entry entry = Entry.invoke(nextIndex, now(), process, function, key, argument);
            record(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records, now, how what was asked for ended.
     *
     * @param value the result
     * @param revision 0 if the system tells none
     * @param error why it is not ok, or empty
     */
    public Entry complete(Entry invocation, EntryKind kind, Value value, long revision, String error) {
        lock.lock();
        try {
            Entry entry = new Entry(
                    nextIndex,
                    now(),
                    invocation.process(),
                    kind,
                    invocation.function(),
                    invocation.key(),
                    value,
                    revision,
                    error);
            record(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an entry of a history that exists already, with its own index and time. */
    public void append(Entry entry) {
        lock.lock();
        try {
            record(entry);
        } finally {
            lock.unlock();
        }
    }

    /** How many entries were recorded. */
    public int size() {
        lock.lock();
        try {
            return nextIndex;
        } finally {
            lock.unlock();
        }
    }

    /** Hands all that was recorded to the operating system: whoever reads the file now finds it. */
    public void flush() {
        lock.lock();
        try {
            writeBlock();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is left and ends. Closing again does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            pending.signalAll();
            closeFile();
        } finally {
            lock.unlock();
        }
    }

    private void closeFile() {
        try (OutputStream closing = out) {
            writeBlock();
            closing.flush();
        } catch (IOException e) {
            throw fail(e);
        }
    }

    private long now() {
        lastNanos = Math.max(lastNanos, clock.getAsLong());
        return lastNanos;
    }

    private void record(Entry entry) {
        if (failure != null) {
            throw again(failure);
        }
        if (closed) {
            throw new IllegalStateException("the history is closed; entry " + entry.index() + " comes too late");
        }
        if (block.size() == HistoryFile.BLOCK_HEADER_BYTES) {
            pending.signal();
        }
        encoder.encode(entry, block);
        nextIndex = entry.index() + 1;
        lastNanos = entry.timeNanos();
        if (block.size() >= FLUSH_BYTES) {
            writeBlock();
        }
    }

    private void writeBlock() {
        if (failure != null) {
            throw again(failure);
        }
        int length = block.size() - HistoryFile.BLOCK_HEADER_BYTES;
        if (length == 0) {
            return;
        }
        if (length > HistoryFile.BLOCK_BYTES_MAX) {
            throw fail(new IOException("an entry of " + length + " bytes"));
        }
        CRC32C checksum = new CRC32C();
        checksum.update(block.bytes(), HistoryFile.BLOCK_HEADER_BYTES, length);
        block.u32(0, length);
        block.u32(4, (int) checksum.getValue());
        checksum.reset();
        checksum.update(block.bytes(), 0, 8);
        block.u32(8, (int) checksum.getValue());
        try {
            out.write(block.bytes(), 0, block.size());
        } catch (IOException e) {
            throw fail(e);
        }
        entriesFlushed = nextIndex;
        newBlock();
    }

    private void newBlock() {
        block.truncate(0);
        for (int i = 0; i < HistoryFile.BLOCK_HEADER_BYTES; i++) {
            block.u8(0);
        }
    }

    private RecordingFailed fail(IOException cause) {
        failure = new RecordingFailed(
                "the history cannot be written: " + cause.getMessage() + "; " + entriesFlushed + " entries were kept",
                entriesFlushed,
                cause);
        return failure;
    }

    /** A new exception for each thread that meets the old failure, so that each has its own stack trace. */
    private static RecordingFailed again(RecordingFailed failure) {
        return new RecordingFailed(String.valueOf(failure.getMessage()), failure.entriesKept(), failure);
    }

    /** The flusher's whole life: a block that is not full goes out when it is {@value #FLUSH_MILLIS_MAX} ms old. */
    private void flushNowAndThen() {
        lock.lock();
        try {
            while (!closed && failure == null) {
                if (block.size() == HistoryFile.BLOCK_HEADER_BYTES) {
                    pending.awaitUninterruptibly();
                    continue;
                }
                long left = TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS_MAX);
                while (left > 0 && !closed) {
                    left = pending.awaitNanos(left);
                }
                if (!closed && failure == null) {
                    writeBlock();
                }
            }
        } catch (RecordingFailed e) {
            // Kept in the field: whoever records or closes next is told.
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that goes down; close() writes what is left.
        } finally {
            lock.unlock();
        }
    }
}
