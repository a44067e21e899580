package refute.kv.state;

import refute.kv.Bytes;

/**
 * A place in a stream.
 *
 * @param stream the stream
 * @param offset the offset
 */
record LogPosition(Bytes stream, long offset) implements Comparable<LogPosition> {
    @Override
    public int compareTo(LogPosition other) {
        int order = stream.compareTo(other.stream);
        return order != 0 ? order : Long.compare(offset, other.offset);
    }
}
