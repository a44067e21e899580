package refute.kv.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;

/**
 * Writes each event as a line of JSON into a file that is mapped into memory: what has been recorded is in the file even if the process is killed the moment after, and
 * no call of the system is needed for it. The numbers {@code seq} are those of this life of the node: they rise by one and say in which order its events
 * happened. Not safe for threads: a node and its trace have one owner.
 *
 * <p>While it is open, and after a kill, the file ends in zeros, at most {@value #CHUNK_BYTES}; the next life cuts them off. They are written before they are
 * mapped: a full disk is an error then and there, and not a signal that ends the process when some event meets a page that has no place on the disk.
 */
public final class TraceFile implements TraceSink, Closeable {
    static final int CHUNK_BYTES = 1 << 22;

    private final Path path;
    private final FileChannel file;
    private final LongSupplier clock;
    private final EventLine line = new EventLine();
    private MappedByteBuffer chunk;
    private long chunkStart;
    private long sequence;

    /**
     * Opens it behind what earlier lives have written.
     *
     * @param clock says when an event happened, in nanoseconds; traces of several nodes are put in order by it
     * @throws IOException if the file cannot be opened, or there is no room for it; named
     */
    public TraceFile(Path path, LongSupplier clock) throws IOException {
        this.path = path;
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.clock = clock;
        try {
            long end = end(file);
            file.truncate(end);
            this.chunkStart = end;
            this.chunk = chunk(end);
        } catch (IOException e) {
            file.close();
            throw new IOException(cannotBeWritten(e), e);
        }
    }

    private String cannotBeWritten(IOException cause) {
        return "the trace " + path + " cannot be written: " + cause.getMessage();
    }

    private MappedByteBuffer chunk(long start) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
        while (zeros.hasRemaining()) {
            file.write(zeros, start + zeros.position());
        }
        return file.map(FileChannel.MapMode.READ_WRITE, start, CHUNK_BYTES);
    }

    /** Behind the last line that is whole. */
    private static long end(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(CHUNK_BYTES);
        for (long upTo = file.size(); upTo > 0; upTo -= Math.min(upTo, CHUNK_BYTES)) {
            long from = Math.max(0, upTo - CHUNK_BYTES);
            one.clear().limit((int) (upTo - from));
            for (long at = from; one.hasRemaining(); at = from + one.position()) {
                if (file.read(one, at) < 0) {
                    break;
                }
            }
            for (int i = one.position() - 1; i >= 0; i--) {
                if (one.get(i) == '\n') {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    @Override
    public void record(TraceEvent event) {
        ByteBuffer text = line.of(event, ++sequence, clock.getAsLong());
        if (text.remaining() > chunk.remaining()) {
            next();
        }
        chunk.put(text);
    }

    private void next() {
        try {
            chunkStart += chunk.position();
            chunk = chunk(chunkStart);
        } catch (IOException e) {
            throw new UncheckedIOException(cannotBeWritten(e), e);
        }
    }

    /** Cuts off what is not used. Once it is closed it does nothing. */
    @Override
    public void close() {
        if (!file.isOpen()) {
            return;
        }
        try (file) {
            file.truncate(chunkStart + chunk.position());
        } catch (IOException e) {
            throw new UncheckedIOException("the trace cannot be closed", e);
        }
    }
}
