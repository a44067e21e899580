package refute.kv.raft;

import java.util.List;
import refute.kv.state.StateImage;

/** Something to make durable. Writes take effect in the order in which they are given. */
public sealed interface Write {
    /**
     * Remember term, vote and commit.
     *
     * @param state them
     */
    record SetHardState(HardState state) implements Write {}

    /**
     * Forget all entries from the first one's index on, and put these there.
     *
     * @param entries dense, at least one
     */
    record AppendEntries(List<Entry> entries) implements Write {
        public AppendEntries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Replace the state and the log by a snapshot that came from the leader.
     *
     * @param meta what it stands for
     * @param image the state
     */
    record InstallSnapshot(SnapshotMeta meta, StateImage image) implements Write {}
}
