package refute.systems.kv.simulation;

import refute.kv.NodeId;
import refute.kv.raft.Consistency;
import refute.kv.raft.MemberChange;
import refute.kv.state.Command;
import refute.kv.state.Query;

/** What a client asks of a node. */
sealed interface KvRequest {
    record Write(Command command) implements KvRequest {}

    record Ask(Query query, Consistency consistency) implements KvRequest {}

    record Change(MemberChange change) implements KvRequest {}

    record Transfer(NodeId target) implements KvRequest {}

    /** Who the members are, after all that has been changed before. */
    record Membership() implements KvRequest {}
}
