package refute.kv.raft;

import java.util.List;
import refute.kv.state.StateImage;

/**
 * What a member remembers when it starts.
 *
 * @param hardState term, vote and commit
 * @param snapshot what the image stands for
 * @param image the state at the snapshot's index
 * @param entries the log after the snapshot, without gaps
 */
public record Recovered(HardState hardState, SnapshotMeta snapshot, StateImage image, List<Entry> entries) {
    public Recovered {
        entries = List.copyOf(entries);
    }

    /** Returns what a new member starts with. */
    public static Recovered fresh(Members members) {
        return new Recovered(HardState.INITIAL, new SnapshotMeta(0, 0, members), StateImage.empty(), List.of());
    }
}
