package refute.kv.state;

import java.util.ArrayList;
import java.util.List;
import refute.kv.Bytes;
import refute.kv.BytesReader;
import refute.kv.MalformedBytesException;

/** Puts frames together again. Not safe for threads. */
public final class ImageAssembly {
    private final StateData data = new StateData();
    private boolean started;

    ImageAssembly() {}

    /**
     * Takes the next frame.
     *
     * @throws MalformedBytesException if it is none
     */
    public void accept(Bytes frame) {
        BytesReader in = new BytesReader(frame);
        int kind = in.getByte();
        if (started == (kind == ImageFrames.SCALARS)) {
            throw new MalformedBytesException("a frame of kind " + kind + " at the wrong place");
        }
        started = true;
        do {
            read(kind, in);
        } while (!in.isAtEnd());
    }

    /** Returns the image of all frames so far. */
    public StateImage finish() {
        if (!started) {
            throw new MalformedBytesException("an image without frames");
        }
        return data.freeze();
    }

    private void read(int kind, BytesReader in) {
        switch (kind) {
            case ImageFrames.SCALARS -> {
                data.compacted = in.getNumber();
                data.hash = in.getLong();
            }
            case ImageFrames.KEYS -> {
                Versioned versioned = ResultCodec.getVersioned(in);
                data.keys.put(versioned.key(), versioned);
            }
            case ImageFrames.STREAMS -> data.streams.put(in.getBytes(), new LogBounds(in.getNumber(), in.getNumber()));
            case ImageFrames.RECORDS -> data.records.put(new LogPosition(in.getBytes(), in.getNumber()), in.getBytes());
            case ImageFrames.SESSIONS -> {
                long client = in.getNumber();
                long lastSequence = in.getNumber();
                long activeAt = in.getNumber();
                data.sessions.put(client, new Session(lastSequence, ResultCodec.decode(in), activeAt));
            }
            case ImageFrames.HISTORY -> data.history.put(in.getNumber(), changes(in));
            default -> throw new MalformedBytesException("no section has number " + kind);
        }
    }

    private static List<Change> changes(BytesReader in) {
        int count = in.getCount();
        List<Change> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            changes.add(new Change(in.getBytes(), CommandCodec.getOptional(in)));
        }
        return List.copyOf(changes);
    }
}
