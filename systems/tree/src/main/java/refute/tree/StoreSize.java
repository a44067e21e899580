package refute.tree;

/**
 * How large a store is.
 *
 * @param pages how many there are
 * @param segments how many of the log hold something
 * @param segmentBytes of a segment
 * @param liveBytes of the log that belong to the latest state of some page; what was written together counts once for each page
 * @param bytesInMemory of nodes
 */
public record StoreSize(int pages, int segments, int segmentBytes, long liveBytes, long bytesInMemory) {
    /** Returns how many bytes of the log hold something. */
    public long logBytes() {
        return (long) segments * segmentBytes;
    }
}
