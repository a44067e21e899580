package refute.workloads.register;

import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.specs.model.FailedCas;

/**
 * A client of registers by key. A register that was never written holds {@link Value#NIL}.
 *
 * <p>Each call makes at most one request on the wire and never retries. It is used by one process, one call at a time. A stage
 * that fails counts as {@link Reply.Info}; a client should rather answer what it knows. Keys and values are whole numbers or
 * texts; {@code NIL} is never written.
 *
 * <p>The revision of a reply is the system's own version of <em>this register</em>, as with etcd's mod revision: a number that
 * each change of the register makes greater. A system that tells none answers 0, always.
 *
 * <p>What counts as {@link Reply.Fail} is what surely did not and will not take effect. A read has no effect, so a read
 * without an answer is a {@code Fail} too, whatever went wrong.
 */
public interface RegisterClient extends AutoCloseable {
    /**
     * The first word of the {@link Reply.Fail} of a compare-and-set that found another value than it expected. It is an
     * <em>observation</em>: at some moment between call and answer the register held something else than {@code expected}, and
     * the checker holds the system to it. No other failure may begin with this word; a system whose compare-and-set may fail
     * for no reason uses another.
     */
    String DID_NOT_MATCH = FailedCas.DID_NOT_MATCH;

    /**
     * Reads. {@link Reply.Ok} has the value, {@link Value#NIL} if the register was never written, and the revision at which it
     * was last changed, 0 if never. What is asked of the read, the latest value or whatever the node has, is the
     * connection's matter.
     */
    CompletionStage<Reply> read(Value key);

    /** Writes blindly. {@link Reply.Ok} has {@code value} and the revision that this write made. */
    CompletionStage<Reply> write(Value key, Value value);

    /**
     * Writes {@code next} if the register holds {@code expected}, in one atomic step. {@link Reply.Ok} means that it did; it has
     * the pair {@code [expected next]} and the revision that this write made. A {@link Reply.Fail} that begins with
     * {@link #DID_NOT_MATCH} means that the register held something else.
     *
     * @param expected what must be there; never {@link Value#NIL}: an unwritten register matches nothing
     */
    CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next);

    /** Frees what it holds; called once, also after a failed or abandoned call. */
    @Override
    void close();
}
