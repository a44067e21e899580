package refute.systems.kv.simulation;

import refute.kv.raft.Consistency;
import refute.kv.state.Command;
import refute.kv.state.Query;

/** What a client asks of a node. */
sealed interface KvRequest {
    record Write(Command command) implements KvRequest {}

    record Ask(Query query, Consistency consistency) implements KvRequest {}
}
