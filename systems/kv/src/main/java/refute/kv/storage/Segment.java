package refute.kv.storage;

import refute.kv.Bytes;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.raft.HardState;

/**
 * The first record of a segment: whose it is and where the log stood, so that earlier segments can go.
 *
 * @param identity whose
 * @param number the segment's number, from 1
 * @param hardState the hard state when it began
 * @param lastIndex the last index when it began
 * @param lastTerm the term of that index
 */
record Segment(Identity identity, long number, HardState hardState, long lastIndex, long lastTerm) {
    static final int TYPE = 1;
    static final int BATCH_TYPE = 2;

    Bytes encode() {
        BytesWriter out = new BytesWriter();
        identity.encode(out);
        out.putNumber(number);
        WriteCodec.encodeHardState(out, hardState);
        out.putNumber(lastIndex).putNumber(lastTerm);
        return out.toBytes();
    }

    static Segment decode(BytesReader in) {
        Identity identity = Identity.decode(in);
        Segment segment =
                new Segment(identity, in.getNumber(), WriteCodec.decodeHardState(in), in.getNumber(), in.getNumber());
        in.expectEnd();
        return segment;
    }
}
