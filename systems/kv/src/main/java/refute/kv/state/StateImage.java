package refute.kv.state;

import java.util.Iterator;
import java.util.List;
import refute.kv.Bytes;
import refute.kv.mutant.Mutants;

/**
 * The whole state at one index, immutable: what a snapshot holds. Taking one is cheap (see {@link SnapshotMap}); turning it into frames
 * costs as much as it is big, and may be done by any thread, while the state machine goes on.
 *
 * @param scalars the variables that are numbers
 * @param keys the keys
 * @param streams where each stream begins and ends
 * @param records the streams' records
 * @param sessions the session table
 * @param history the latest changes, by revision, for watches
 */
public record StateImage(
        Scalars scalars,
        SnapshotMap.Frozen<Bytes, Versioned> keys,
        SnapshotMap.Frozen<Bytes, LogBounds> streams,
        SnapshotMap.Frozen<LogPosition, Bytes> records,
        SnapshotMap.Frozen<Long, Session> sessions,
        SnapshotMap.Frozen<Long, List<Change>> history) {

    /**
     * Variables that are numbers.
     *
     * @param compacted the last revision whose changes are forgotten
     * @param hash the hash chain over all applied entries and their results
     */
    public record Scalars(long compacted, long hash) {}

    /** Returns the image of the empty state. */
    public static StateImage empty() {
        return new StateData().freeze();
    }

    /** Returns the last revision whose changes are forgotten. */
    public long compacted() {
        return scalars.compacted();
    }

    /** Returns the hash chain over all applied entries and their results. */
    public long hash() {
        return scalars.hash();
    }

    /**
     * Returns the image cut into frames of about 256 KiB, made as they are asked for. Equal images give equal frames.
     *
     * @param mutants what is wrong with it
     */
    public Iterator<Bytes> frames(Mutants mutants) {
        return new ImageFrames(this, mutants);
    }

    /** Returns a builder that takes frames in order. */
    public static ImageAssembly assemble() {
        return new ImageAssembly();
    }
}
