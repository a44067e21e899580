package refute.kv.raft;

import refute.kv.Bytes;
import refute.kv.NodeId;
import refute.kv.state.Command;
import refute.kv.state.Query;

/** What can happen to a node, besides the passing of time. Request numbers are the shell's, and are never used twice. */
public sealed interface Input permits PeerMessage, Input.Local {

    /** What comes from the node's own shell. */
    sealed interface Local extends Input {}

    /**
     * All writes up to that token are durable.
     *
     * @param token the token of an {@link Effect.Persist}
     */
    record Persisted(long token) implements Local {}

    /**
     * A snapshot that the node asked for is durable.
     *
     * @param meta what it stands for
     */
    record SnapshotSaved(SnapshotMeta meta) implements Local {}

    /**
     * A client wants something done.
     *
     * @param request the request's number
     * @param command what
     */
    record Propose(long request, Command command) implements Local {}

    /**
     * A client wants to know something.
     *
     * @param request the request's number
     * @param query what
     * @param consistency how fresh
     */
    record Read(long request, Query query, Consistency consistency) implements Local {}

    /**
     * A client wants to be told of changes.
     *
     * @param request the watch's number
     * @param from the first key
     * @param to the key to stop before; empty: to the end
     * @param fromRevision the first revision; 0: from the next change on
     */
    record Watch(long request, Bytes from, Bytes to, long fromRevision) implements Local {}

    /**
     * Nobody waits for that request or watch any more.
     *
     * @param request its number
     */
    record Cancel(long request) implements Local {}

    /**
     * An operator wants to change the membership.
     *
     * @param request the request's number
     * @param change how
     */
    record ChangeMembers(long request, MemberChange change) implements Local {}

    /**
     * An operator wants another leader.
     *
     * @param request the request's number
     * @param target who
     */
    record TransferLeadership(long request, NodeId target) implements Local {}
}
