package refute.harness.system;

import java.util.concurrent.CompletionStage;
import refute.harness.generator.Request;

/**
 * One process's connection to its node.
 *
 * <p>One invocation is at most one request on the wire: a client never retries behind the history's back. It is used by one
 * process, one invocation at a time. It may answer later (a network client) or at once (one that blocks: each process has a
 * thread of its own; one in simulation: the event loop completes the stage). A stage that fails counts as
 * {@link Reply.Info} with the cause kept.
 */
public interface Client extends AutoCloseable {
    CompletionStage<Reply> invoke(Request request);

    /** Frees what it holds; called once, also after a failed or abandoned invocation. */
    @Override
    void close();
}
