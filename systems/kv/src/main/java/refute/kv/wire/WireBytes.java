package refute.kv.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import refute.kv.Bytes;

/** Byte strings on the wire. */
final class WireBytes {
    private WireBytes() {}

    /** Wraps without a copy: our byte strings never change. */
    static ByteString of(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.shared());
    }

    static Bytes of(ByteString bytes) {
        return Bytes.owning(bytes.toByteArray());
    }
}
