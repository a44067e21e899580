package refute.kv.storage;

import java.util.ArrayList;
import java.util.List;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.MalformedBytesException;
import refute.kv.NodeId;
import refute.kv.raft.Entry;
import refute.kv.raft.HardState;
import refute.kv.raft.Write;

/** Writes as bytes: a batch of them is the payload of one record. */
final class WriteCodec {
    private static final int HARD_STATE = 1;
    private static final int ENTRIES = 2;
    private static final int SNAPSHOT_MARK = 3;

    private WriteCodec() {}

    /** Takes what a batch holds, in order. */
    interface Replay {
        void hardState(HardState state);

        void entry(Entry entry);

        void snapshotMark(long index, long term);
    }

    static void encode(BytesWriter out, Write write) {
        switch (write) {
            case Write.SetHardState set -> encodeHardState(out.putByte(HARD_STATE), set.state());
            case Write.AppendEntries append -> {
                out.putByte(ENTRIES).putNumber(append.entries().size());
                for (Entry entry : append.entries()) {
                    out.putNumber(entry.index()).putNumber(entry.term());
                    out.putByte(entry.kind().number()).putBytes(entry.payload());
                }
            }
            case Write.InstallSnapshot install ->
                encodeMark(out, install.meta().index(), install.meta().term());
        }
    }

    static void encodeMark(BytesWriter out, long index, long term) {
        out.putByte(SNAPSHOT_MARK).putNumber(index).putNumber(term);
    }

    static void encodeHardState(BytesWriter out, HardState state) {
        out.putNumber(state.term()).putNumber(state.vote().number()).putNumber(state.commit());
    }

    static HardState decodeHardState(BytesReader in) {
        return new HardState(in.getNumber(), NodeId.of((int) in.getNumber()), in.getNumber());
    }

    static void decode(BytesReader in, Replay replay) {
        while (!in.isAtEnd()) {
            int kind = in.getByte();
            switch (kind) {
                case HARD_STATE -> replay.hardState(decodeHardState(in));
                case ENTRIES -> entries(in).forEach(replay::entry);
                case SNAPSHOT_MARK -> replay.snapshotMark(in.getNumber(), in.getNumber());
                default -> throw new MalformedBytesException("no write has number " + kind);
            }
        }
    }

    private static List<Entry> entries(BytesReader in) {
        int count = in.getCount();
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(in.getNumber(), in.getNumber(), Entry.Kind.of(in.getByte()), in.getBytes()));
        }
        return entries;
    }
}
