package refute.kv.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.MalformedBytesException;

/** Results as bytes, as snapshots keep them in the session table. */
final class ResultCodec {
    private static final int WRITTEN = 1;
    private static final int APPENDED = 2;
    private static final int TRIMMED = 3;
    private static final int SESSION_OPENED = 4;
    private static final int SESSIONS_EXPIRED = 5;
    private static final int SESSION_UNKNOWN = 6;
    private static final int SESSION_STALE = 7;

    private ResultCodec() {}

    static void encode(BytesWriter out, Result result) {
        switch (result) {
            case Result.Written written -> {
                out.putByte(WRITTEN).putNumber(written.revision()).putBoolean(written.succeeded());
                out.putNumber(written.found().size());
                for (Optional<Versioned> found : written.found()) {
                    out.putBoolean(found.isPresent());
                    found.ifPresent(versioned -> putVersioned(out, versioned));
                }
            }
            case Result.Appended appended ->
                out.putByte(APPENDED).putNumber(appended.revision()).putNumber(appended.offset());
            case Result.Trimmed trimmed ->
                out.putByte(TRIMMED).putNumber(trimmed.revision()).putNumber(trimmed.first());
            case Result.SessionOpened opened -> out.putByte(SESSION_OPENED).putNumber(opened.client());
            case Result.SessionsExpired expired -> out.putByte(SESSIONS_EXPIRED).putNumber(expired.count());
            case Result.SessionUnknown unknown -> out.putByte(SESSION_UNKNOWN);
            case Result.SessionStale stale -> out.putByte(SESSION_STALE).putNumber(stale.lastSequence());
        }
    }

    static Result decode(BytesReader in) {
        int kind = in.getByte();
        return switch (kind) {
            case WRITTEN -> {
                long revision = in.getNumber();
                boolean succeeded = in.getBoolean();
                int count = in.getCount();
                List<Optional<Versioned>> found = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    found.add(in.getBoolean() ? Optional.of(getVersioned(in)) : Optional.empty());
                }
                yield new Result.Written(revision, succeeded, found);
            }
            case APPENDED -> new Result.Appended(in.getNumber(), in.getNumber());
            case TRIMMED -> new Result.Trimmed(in.getNumber(), in.getNumber());
            case SESSION_OPENED -> new Result.SessionOpened(in.getNumber());
            case SESSIONS_EXPIRED -> new Result.SessionsExpired(in.getNumber());
            case SESSION_UNKNOWN -> new Result.SessionUnknown();
            case SESSION_STALE -> new Result.SessionStale(in.getNumber());
            default -> throw new MalformedBytesException("no result has number " + kind);
        };
    }

    static void putVersioned(BytesWriter out, Versioned versioned) {
        out.putBytes(versioned.key()).putBytes(versioned.value()).putNumber(versioned.revision());
    }

    static Versioned getVersioned(BytesReader in) {
        return new Versioned(in.getBytes(), in.getBytes(), in.getNumber());
    }
}
