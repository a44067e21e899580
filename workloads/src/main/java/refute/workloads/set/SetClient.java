package refute.workloads.set;

import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;

/**
 * A client of one set that only grows.
 *
 * <p>Each call makes at most one request on the wire and never retries: a system on which an addition would take a read and a
 * conditional write must store elements so that it takes one. It is used by one process, one call at a time. A stage that
 * fails counts as {@link Reply.Info}. Elements are whole numbers or texts; each is added by one call at most.
 */
public interface SetClient extends AutoCloseable {
    /**
     * Adds. {@link Reply.Ok} has {@code element}: it is in the set for ever. {@link Reply.Fail} means that it surely never will
     * be.
     */
    CompletionStage<Reply> add(Value element);

    /**
     * Reads all. {@link Reply.Ok} has a {@link Value.Vec} of the elements as they came, in any order and with repetitions if
     * there were any, as they were at one moment. A read without an answer is a {@link Reply.Fail}: it has no effect.
     */
    CompletionStage<Reply> read();

    /** Frees what it holds; called once, also after a failed or abandoned call. */
    @Override
    void close();
}
