/**
 * What commands do: the replicated state machine.
 *
 * <p>A {@link refute.kv.state.StateMachine} applies {@link refute.kv.state.Command}s one index after another and answers with
 * {@link refute.kv.state.Result}s; {@link refute.kv.state.Query}s look without changing. It is a function of the applied entries alone: no clock,
 * no random source, no iteration over hash tables. Exactly once is part of it: the session table lies beside the data, in the same
 * snapshot, and is trimmed by log entries.
 *
 * <p>Reading order: {@code Operation}, {@code Command}, {@code Result}, {@code Query}, {@code Answer}, {@code StateMachine}, {@code StateImage} (a
 * snapshot, taken in time proportional to the number of leaves, not of keys), {@code SnapshotMap} (why that is so).
 *
 * <p>Left out: what is durable (see {@code refute.kv.storage}) and who decides on the order (see {@code refute.kv.raft}).
 */
@NullMarked
package refute.kv.state;

import org.jspecify.annotations.NullMarked;
