package refute.kv.client;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import refute.kv.Bytes;
import refute.kv.state.Change;
import refute.kv.wire.AnswerCodec;
import refute.kv.wire.v1.Failure;
import refute.kv.wire.v1.Header;
import refute.kv.wire.v1.KvGrpc;
import refute.kv.wire.v1.WatchReply;
import refute.kv.wire.v1.WatchRequest;

/**
 * Committed changes in order. After an error, whoever wants to go on opens another watch from {@link #nextRevision}, at any server: nothing is
 * missed and nothing comes twice.
 *
 * <p>{@link #next} has one caller; {@link #close} may come from another thread, and ends a waiting {@code next}.
 */
public final class KvWatch implements Closeable {
    private final Context.CancellableContext context = Context.current().withCancellation();
    private final Iterator<WatchReply> replies;
    private volatile long nextRevision;

    /** What is watched. */
    record Range(Bytes from, Bytes to, long fromRevision) {}

    /**
     * The changes of one revision.
     *
     * @param revision the revision
     * @param changes the changes, at least one
     */
    public record Revision(long revision, List<Change> changes) {
        public Revision {
            changes = List.copyOf(changes);
        }
    }

    private KvWatch(ManagedChannel channel, WatchRequest request) {
        this.nextRevision = request.getFromRevision();
        Context previous = context.attach();
        try {
            this.replies = KvGrpc.newBlockingStub(channel).watch(request);
        } finally {
            context.detach(previous);
        }
    }

    static KvWatch open(ManagedChannel channel, Header header, Range range) {
        return new KvWatch(
                channel,
                WatchRequest.newBuilder()
                        .setHeader(header)
                        .setFromKey(com.google.protobuf.ByteString.copyFrom(
                                range.from().asBuffer()))
                        .setToKey(com.google.protobuf.ByteString.copyFrom(
                                range.to().asBuffer()))
                        .setFromRevision(range.fromRevision())
                        .build());
    }

    /** Returns where another watch would have to begin; 0 as long as nothing was seen of a watch "from now on". */
    public long nextRevision() {
        return nextRevision;
    }

    /**
     * Waits for the next revision with changes.
     *
     * @throws KvException if the watch has ended
     */
    public Revision next() throws KvException {
        WatchReply reply;
        try {
            if (!replies.hasNext()) {
                throw new KvException(KvException.Kind.UNREACHABLE, false, "the watch has ended");
            }
            reply = replies.next();
        } catch (StatusRuntimeException e) {
            KvException exception =
                    new KvException(KvException.Kind.UNREACHABLE, false, String.valueOf(e.getMessage()));
            exception.initCause(e);
            throw exception;
        }
        if (reply.getFailure().getCode() != Failure.Code.UNSPECIFIED) {
            throw Kinds.exception(reply.getFailure());
        }
        nextRevision = reply.getRevision() + 1;
        return new Revision(reply.getRevision(), AnswerCodec.changes(reply));
    }

    @Override
    public void close() {
        context.cancel(null);
    }
}
