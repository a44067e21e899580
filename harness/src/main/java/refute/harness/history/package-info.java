/**
 * What clients saw: the recorded total order of invocations and completions.
 *
 * <p>The semantics are Jepsen's. A process is a single-threaded logical client. It <em>invokes</em> an operation, which
 * completes as <em>ok</em> (it happened), <em>fail</em> (it surely did not happen) or <em>info</em> (nobody knows: it may have
 * taken effect at any time after its invocation, or never, or may still). After {@code info} the process is retired: its
 * worker goes on under a new process number, so that one process never has two operations open.
 *
 * <p>Read {@link refute.harness.history.Entry} first (one end of an operation), then {@link refute.harness.history.History}
 * (all of them) and {@link refute.harness.history.Operation} (both ends together). {@link refute.harness.history.Value} is
 * what operations carry.
 *
 * <pre>{@code
 * History history = HistoryNotation.parse("""
 *     0 write[x] 1 -> ok
 *     1 read[x]            # still open when process 0 goes on
 *     0 write[x] 2 -> ok
 *     1 ok 1
 *     """);
 * }</pre>
 *
 * <p>Faults stand in the history too, under the process {@link refute.harness.history.ProcessId#NEMESIS}; checkers look at
 * {@link refute.harness.history.History#clients()}.
 */
@NullMarked
package refute.harness.history;

import org.jspecify.annotations.NullMarked;
