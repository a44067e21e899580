package refute.kv.state;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import refute.kv.Bytes;
import refute.kv.BytesWriter;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;

/** Cuts an image into frames. A frame holds entries of one section, after a byte that says which; the first frame holds the numbers. */
final class ImageFrames implements Iterator<Bytes> {
    static final int SCALARS = 1;
    static final int KEYS = 2;
    static final int STREAMS = 3;
    static final int RECORDS = 4;
    static final int SESSIONS = 5;
    static final int HISTORY = 6;

    private static final int FRAME_BYTES = 256 * 1024;

    private final StateImage image;
    private final List<Section<?, ?>> sections;
    private int section = -1;

    ImageFrames(StateImage image, Mutants mutants) {
        this.image = image;
        Section<Long, Session> sessions =
                new Section<>(SESSIONS, image.sessions().cursor(), ImageFrames::putSession);
        Section<Bytes, Versioned> keys = new Section<>(
                KEYS, image.keys().cursor(), (out, key, versioned) -> ResultCodec.putVersioned(out, versioned));
        Section<Bytes, LogBounds> streams = new Section<>(
                STREAMS,
                image.streams().cursor(),
                (out, stream, bounds) ->
                        out.putBytes(stream).putNumber(bounds.first()).putNumber(bounds.next()));
        Section<LogPosition, Bytes> records = new Section<>(
                RECORDS,
                image.records().cursor(),
                (out, at, data) ->
                        out.putBytes(at.stream()).putNumber(at.offset()).putBytes(data));
        Section<Long, List<Change>> history =
                new Section<>(HISTORY, image.history().cursor(), ImageFrames::putChanges);
        this.sections = mutants.has(Mutant.M15)
                ? List.of(keys, streams, records, history)
                : List.of(keys, streams, records, sessions, history);
    }

    @Override
    public boolean hasNext() {
        if (section < 0) {
            return true;
        }
        while (section < sections.size() && !sections.get(section).hasMore()) {
            section++;
        }
        return section < sections.size();
    }

    @Override
    public Bytes next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more frames");
        }
        if (section < 0) {
            section = 0;
            return new BytesWriter()
                    .putByte(SCALARS)
                    .putNumber(image.compacted())
                    .putLong(image.hash())
                    .toBytes();
        }
        return sections.get(section).frame();
    }

    private static void putSession(BytesWriter out, Long client, Session session) {
        out.putNumber(client).putNumber(session.lastSequence()).putNumber(session.activeAt());
        ResultCodec.encode(out, session.lastResult());
    }

    private static void putChanges(BytesWriter out, Long revision, List<Change> changes) {
        out.putNumber(revision).putNumber(changes.size());
        for (Change change : changes) {
            out.putBytes(change.key());
            CommandCodec.putOptional(out, change.value());
        }
    }

    /** Writes one entry. */
    private interface EntryWriter<K, V> {
        void write(BytesWriter out, K key, V value);
    }

    private static final class Section<K, V> {
        private final int kind;
        private final SnapshotMap.Cursor<K, V> cursor;
        private final EntryWriter<K, V> writer;
        private boolean more;

        private Section(int kind, SnapshotMap.Cursor<K, V> cursor, EntryWriter<K, V> writer) {
            this.kind = kind;
            this.cursor = cursor;
            this.writer = writer;
            this.more = cursor.next();
        }

        private boolean hasMore() {
            return more;
        }

        private Bytes frame() {
            BytesWriter out = new BytesWriter(4096).putByte(kind);
            while (more && out.size() < FRAME_BYTES) {
                writer.write(out, cursor.key(), cursor.value());
                more = cursor.next();
            }
            return out.toBytes();
        }
    }
}
