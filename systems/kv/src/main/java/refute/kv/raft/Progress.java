package refute.kv.raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a leader knows about one other member. */
final class Progress {
    /** How entries go to it. */
    enum Mode {
        /** One message at a time, until it is known where the logs agree. */
        PROBE,
        /** Many messages at a time. */
        REPLICATE,
        /** It is too far behind for the log: a snapshot. */
        SNAPSHOT
    }

    Mode mode = Mode.PROBE;
    /** The index up to which its log is known to agree, durably. */
    long match;
    /** The index of the next entry to send. */
    long next;
    /** The commit index it was told last. */
    long toldCommit;
    /** When a probe may be sent (again). */
    long probeAt;
    /** When its acknowledgements last went on, or the first message of a row was sent. */
    long movedAt;
    /** The highest round of heartbeats that it answered. */
    long answeredRound;
    /** Whether it was heard from since the last check of the quorum. */
    boolean active = true;
    /** Whether something was sent in this step that carries the commit index. */
    boolean addressed;
    /** Mutant M03 only: what the follower claimed to have. */
    Optional<PeerMessage.AppendRefused> claim = Optional.empty();

    Optional<SnapshotTransfer.Sending> sending = Optional.empty();

    private final Deque<Long> onTheirWay = new ArrayDeque<>();

    Progress(long next, long now) {
        this.next = next;
        this.movedAt = now;
    }

    int onTheirWay() {
        return onTheirWay.size();
    }

    void sentUpTo(long index, long now) {
        if (onTheirWay.isEmpty()) {
            movedAt = now;
        }
        onTheirWay.add(index);
        next = index + 1;
    }

    void probeFrom(long index) {
        mode = Mode.PROBE;
        next = index;
        probeAt = Long.MIN_VALUE;
        sending = Optional.empty();
        onTheirWay.clear();
    }

    void replicate() {
        mode = Mode.REPLICATE;
        next = match + 1;
        sending = Optional.empty();
        onTheirWay.clear();
    }

    void acknowledged(long index, long now) {
        match = Math.max(match, index);
        next = Math.max(next, match + 1);
        movedAt = now;
        while (!onTheirWay.isEmpty() && onTheirWay.getFirst() <= match) {
            onTheirWay.removeFirst();
        }
    }
}
