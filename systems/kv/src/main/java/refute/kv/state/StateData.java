package refute.kv.state;

import java.util.List;
import refute.kv.Bytes;

/** The variables of the state machine. */
final class StateData {
    final SnapshotMap<Bytes, Versioned> keys;
    final SnapshotMap<Bytes, LogBounds> streams;
    final SnapshotMap<LogPosition, Bytes> records;
    final SnapshotMap<Long, Session> sessions;
    final SnapshotMap<Long, List<Change>> history;
    long compacted;
    long hash;

    StateData() {
        keys = new SnapshotMap<>();
        streams = new SnapshotMap<>();
        records = new SnapshotMap<>();
        sessions = new SnapshotMap<>();
        history = new SnapshotMap<>();
    }

    private StateData(StateImage image) {
        keys = SnapshotMap.thaw(image.keys());
        streams = SnapshotMap.thaw(image.streams());
        records = SnapshotMap.thaw(image.records());
        sessions = SnapshotMap.thaw(image.sessions());
        history = SnapshotMap.thaw(image.history());
        compacted = image.compacted();
        hash = image.hash();
    }

    static StateData thaw(StateImage image) {
        return new StateData(image);
    }

    StateImage freeze() {
        return new StateImage(
                new StateImage.Scalars(compacted, hash),
                keys.freeze(),
                streams.freeze(),
                records.freeze(),
                sessions.freeze(),
                history.freeze());
    }
}
