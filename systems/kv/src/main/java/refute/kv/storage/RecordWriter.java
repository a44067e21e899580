package refute.kv.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import refute.kv.Bytes;
import refute.kv.BytesWriter;

/** Adds records at the end of a file. */
final class RecordWriter {
    private final Files.OpenFile file;
    private long position;
    private int chain;

    /**
     * Goes on in a file.
     *
     * @param file the file
     * @param position where the next record goes
     * @param chain the CRC of the record before it
     */
    RecordWriter(Files.OpenFile file, long position, int chain) {
        this.file = file;
        this.position = position;
        this.chain = chain;
    }

    void append(int type, Bytes payload) throws IOException {
        append(RecordFormat.encode(type, chain, payload));
    }

    /** Likewise, of what is in the writer. */
    void append(int type, BytesWriter payload) throws IOException {
        append(RecordFormat.encode(type, chain, payload));
    }

    private void append(byte[] record) throws IOException {
        file.write(position, ByteBuffer.wrap(record));
        position += record.length;
        chain = RecordFormat.crcOf(record);
    }

    long position() {
        return position;
    }

    int chain() {
        return chain;
    }
}
