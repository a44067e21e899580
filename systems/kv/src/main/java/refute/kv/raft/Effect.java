package refute.kv.raft;

import java.util.List;
import refute.kv.state.Change;
import refute.kv.state.StateImage;

/**
 * What a node wants done. The shell begins them in the order in which they are given, and all of one step before it gives the node its next
 * input: a client that is told something and asks at once for more must wait until the writes of the step are on their way.
 */
public sealed interface Effect {
    /**
     * Send a message. It may be lost, doubled, delayed or reordered.
     *
     * @param message the message
     */
    record Send(PeerMessage message) implements Effect {}

    /**
     * Make these durable, in order after all earlier ones, and then say {@link Input.Persisted}. May be done together with later ones.
     *
     * @param token the number to say
     * @param writes what
     */
    record Persist(long token, List<Write> writes) implements Effect {
        public Persist {
            writes = List.copyOf(writes);
        }
    }

    /**
     * Write a snapshot in the background, and then say {@link Input.SnapshotSaved}. There is at most one at a time.
     *
     * @param meta what it stands for
     * @param image the state
     */
    record SaveSnapshot(SnapshotMeta meta, StateImage image) implements Effect {}

    /**
     * Tell whoever made the request how it ended. Comes once for each request, unless that was cancelled.
     *
     * @param request the request's number
     * @param outcome how it ended
     */
    record Reply(long request, Outcome outcome) implements Effect {}

    /**
     * Tell a watcher of the changes of one revision, in the order of revisions.
     *
     * @param request the watch's number
     * @param revision the revision
     * @param changes all changes of that revision in the watched range, at least one
     */
    record Changes(long request, long revision, List<Change> changes) implements Effect {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Tell a watcher that the changes it wants are forgotten. Ends the watch.
     *
     * @param request the watch's number
     * @param firstRevision the first revision from which on a watch can start
     */
    record WatchCompacted(long request, long firstRevision) implements Effect {}

    /**
     * The members are others than before; the transport may have to reach new ones.
     *
     * @param members them
     */
    record MembersAre(Members members) implements Effect {}
}
