package refute.kv.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import refute.kv.Bytes;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.MalformedBytesException;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Members;
import refute.kv.raft.SnapshotMeta;
import refute.kv.state.ImageAssembly;
import refute.kv.state.StateImage;

/** Snapshots: one file each, whole or not there. */
final class SnapshotFiles {
    private static final int META = 3;
    private static final int FRAME = 4;
    private static final int END = 5;

    private final Files files;
    private final Identity identity;
    private final Mutants mutants;

    /** A snapshot that was read. */
    record Loaded(SnapshotMeta meta, StateImage image) {}

    SnapshotFiles(Files files, Identity identity, Mutants mutants) {
        this.files = files;
        this.identity = identity;
        this.mutants = mutants;
    }

    /** Writes a snapshot; it is durable when this returns. */
    void save(SnapshotMeta meta, StateImage image) throws IOException {
        String name = FileNames.snapshot(meta.index());
        String temporary = name + FileNames.TEMPORARY;
        try (Files.OpenFile file = files.open(temporary)) {
            file.truncate(0);
            RecordWriter writer = new RecordWriter(file, 0, 0);
            writer.append(META, encode(meta));
            long count = 0;
            for (Iterator<Bytes> frames = image.frames(mutants); frames.hasNext(); count++) {
                writer.append(FRAME, frames.next());
            }
            writer.append(END, new BytesWriter().putNumber(count).toBytes());
            file.sync();
        }
        files.rename(temporary, name);
        files.syncDirectory();
    }

    /** Reads the latest snapshot. */
    Optional<Loaded> loadLatest() throws IOException {
        Optional<String> latest = Optional.empty();
        for (String name : files.list()) {
            // Sorted: the last is the latest.
            String known = mutants.has(Mutant.M26) ? name.replace(FileNames.TEMPORARY, "") : name;
            if (FileNames.snapshotIndex(known).isPresent()) {
                latest = Optional.of(name);
            }
        }
        return latest.isEmpty() ? Optional.empty() : Optional.of(load(latest.get()));
    }

    /** Deletes all snapshots before that index. */
    void deleteBefore(long index) throws IOException {
        for (String name : files.list()) {
            OptionalLong found = FileNames.snapshotIndex(name);
            if (found.isPresent() && found.getAsLong() < index) {
                files.delete(name);
            }
        }
    }

    private Loaded load(String name) throws IOException {
        try (Files.OpenFile file = files.open(name)) {
            RecordReader reader = new RecordReader(name, file);
            SnapshotMeta meta = decode(name, reader.next(META));
            ImageAssembly assembly = StateImage.assemble();
            long count = 0;
            RecordReader.Payload payload = reader.nextOf(FRAME, END);
            while (payload.type() == FRAME) {
                try {
                    assembly.accept(payload.bytes());
                } catch (MalformedBytesException e) {
                    throw new DamagedFileException(name, payload.at(), String.valueOf(e.getMessage()));
                }
                count++;
                payload = reader.nextOf(FRAME, END);
            }
            if (new BytesReader(payload.bytes()).getNumber() != count || !reader.isAtEnd()) {
                throw new DamagedFileException(name, payload.at(), "a frame is missing, or something follows the end");
            }
            return new Loaded(meta, assembly.finish());
        }
    }

    private Bytes encode(SnapshotMeta meta) {
        BytesWriter out = new BytesWriter();
        identity.encode(out);
        return out.putNumber(meta.index())
                .putNumber(meta.term())
                .putBytes(meta.members().encode())
                .toBytes();
    }

    private SnapshotMeta decode(String name, RecordReader.Payload payload) throws IOException {
        try {
            BytesReader in = new BytesReader(payload.bytes());
            Identity found = Identity.decode(in);
            if (!found.equals(identity)) {
                throw new ForeignFolderException(name, found, identity);
            }
            return new SnapshotMeta(in.getNumber(), in.getNumber(), Members.decode(in.getBytes()));
        } catch (MalformedBytesException | IllegalArgumentException e) {
            throw new DamagedFileException(name, payload.at(), String.valueOf(e.getMessage()));
        }
    }

    /** Reads one record after another, as a snapshot may be larger than an array. */
    private static final class RecordReader {
        private final String name;
        private final Files.OpenFile file;
        private long position;
        private int chain;

        private record Payload(int type, long at, Bytes bytes) {}

        private RecordReader(String name, Files.OpenFile file) {
            this.name = name;
            this.file = file;
        }

        private boolean isAtEnd() throws IOException {
            return position == file.size();
        }

        private Payload next(int type) throws IOException {
            return nextOf(type, type);
        }

        private Payload nextOf(int type, int otherType) throws IOException {
            byte[] header = new byte[RecordFormat.HEADER_BYTES];
            file.read(position, ByteBuffer.wrap(header));
            int length = RecordFormat.payloadLength(header);
            if (length < 0 || position + RecordFormat.sizeOf(length) > file.size()) {
                throw new DamagedFileException(name, position, "no record");
            }
            byte[] record = new byte[RecordFormat.sizeOf(length)];
            file.read(position, ByteBuffer.wrap(record));
            RecordFormat.Found found = RecordFormat.at(record, 0)
                    .filter(good -> good.previous() == chain && (good.type() == type || good.type() == otherType))
                    .orElseThrow(() -> new DamagedFileException(name, position, "a bad record"));
            Payload payload =
                    new Payload(found.type(), position, found.payload(record).remaining());
            position += record.length;
            chain = found.crc();
            return payload;
        }
    }
}
