package refute.workloads.append;

import java.util.concurrent.CompletionStage;
import refute.harness.system.Reply;

/**
 * A client of transactions over lists by key. A list that was never appended to is empty.
 *
 * <p>Each call tries its transaction once and never retries: where a system has no transactions that read and write, one request without an
 * effect may come before the one request that takes effect, and if what was read has changed by then, the call has failed. It is used by
 * one process, one call at a time. A stage that fails counts as {@link Reply.Info}. Keys are texts, elements whole numbers.
 *
 * <p>What counts as {@link Reply.Fail} is what surely did not and will not take effect; a transaction that only reads has none.
 */
public interface AppendClient extends AutoCloseable {
    /** Runs the transaction. {@link Reply.Ok} has the answer of {@link ListTransaction.Outcome}. */
    CompletionStage<Reply> run(ListTransaction transaction);

    /** Frees what it holds; called once, also after a failed or abandoned call. */
    @Override
    void close();
}
