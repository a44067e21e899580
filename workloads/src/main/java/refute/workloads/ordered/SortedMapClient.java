package refute.workloads.ordered;

import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.specs.model.FailedCas;

/**
 * A client of one ordered map. A key that is not there has the value {@link Value#NIL}.
 *
 * <p>Keys are texts of ASCII, in the order of their characters. Values are whole numbers or texts; {@code NIL} is never put. Each call makes at most one
 * request on the wire and never retries. It is used by one process, one call at a time. A stage that fails counts as {@link Reply.Info}.
 *
 * <p>The revision of a reply tells one life of the map from the next: all replies between two crashes have the same, and later lives have greater ones.
 * What counts as {@link Reply.Fail} is what surely did not and will not take effect; a call that changes nothing and has no answer is one, too.
 */
public interface SortedMapClient extends AutoCloseable {
    /** The first word of the failure of a compare-and-set that found another value; as with registers, an observation. */
    String DID_NOT_MATCH = FailedCas.DID_NOT_MATCH;

    /** The failure of who subscribes for a second time. */
    String ALREADY_SUBSCRIBED = "already-subscribed: one subscription at a time";

    /** The failure of who takes events and has no subscription. */
    String NOT_SUBSCRIBED = "not-subscribed: there is no subscription";

    /** Whether a call is answered before or after what it changed or found is durable. */
    enum Durability {
        IN_MEMORY,
        DURABLE
    }

    /**
     * A value as it is kept.
     *
     * @param bytes the map keeps at least so many bytes for it; the same for equal values
     */
    record Kept(Value value, int bytes) {}

    /** Puts. {@link Reply.Ok} has the value before. */
    CompletionStage<Reply> put(Value key, Kept value, Durability durability);

    /** Removes. {@link Reply.Ok} has the value before. */
    CompletionStage<Reply> remove(Value key, Durability durability);

    /**
     * Puts {@code next} if the key has {@code expected}, in one atomic step. {@link Reply.Ok} has the pair; a {@link Reply.Fail} that begins with
     * {@link #DID_NOT_MATCH} means that the key had another value.
     */
    CompletionStage<Reply> compareAndSet(Value key, Kept expected, Kept next, Durability durability);

    /** Gets. {@link Reply.Ok} has the value. */
    CompletionStage<Reply> get(Value key, Durability durability);

    /**
     * All of a range. {@link Reply.Ok} has a {@link Value.Vec} of pairs of key and value, as they came.
     *
     * @param from the first key
     * @param to the first key beyond; empty: to the end
     */
    CompletionStage<Reply> scan(String from, String to, boolean backwards, Durability durability);

    /** Makes durable all that was answered before this was called. {@link Reply.Ok} has {@code NIL}. */
    CompletionStage<Reply> flush();

    /** {@link Reply.Ok} has three numbers of bytes: what is kept, what of it is needed, and what may be kept besides in any case. */
    CompletionStage<Reply> size();

    /** {@link Reply.Ok} has a list of texts: what is wrong with the structure of the map, as far as it sees itself. */
    CompletionStage<Reply> check();

    /**
     * From now on every change of a key that begins with the prefix is kept for this client, once and in order; what changes nothing is no change.
     * {@link Reply.Ok} has {@code NIL}. A client has one subscription at a time; it ends with the life of the map.
     */
    CompletionStage<Reply> subscribe(String prefix);

    /**
     * Takes what was kept. {@link Reply.Ok} has a {@link Value.Vec} of pairs of a key and its new value, in order: all that happened before this was called
     * and was not taken yet, and maybe more. After a {@link Reply.Info} some may be lost.
     */
    CompletionStage<Reply> take();

    /** Takes what was kept for the last time: like {@link #take}, and then the subscription ends. */
    CompletionStage<Reply> unsubscribe();

    /** Frees what it holds; called once, also after a failed or abandoned call. */
    @Override
    void close();
}
