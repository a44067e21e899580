package refute.systems.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.workloads.set.SetClient;

/**
 * A set as one key an element, under a prefix.
 *
 * <p>The alternative, all elements in the value of one key, takes a read and a transaction for each addition, that is two
 * requests that can end unknown, and most additions then fail by contention. So an addition is one blind put that nothing can
 * undo, and a range over the prefix reads all of them at one revision.
 */
final class EtcdSetClient implements SetClient {
    private static final String PREFIX = "set/";
    /** The prefix with its last byte one greater: where the range ends. */
    private static final ByteString AFTER_PREFIX = ByteString.copyFromUtf8("set0");

    private final EtcdLink link;
    private final Reads reads;

    EtcdSetClient(EtcdLink link, Reads reads) {
        this.link = link;
        this.reads = reads;
    }

    @Override
    public CompletionStage<Reply> add(Value element) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(EtcdValues.encode(PREFIX, element))
                .setValue(EtcdValues.encode(element))
                .build();
        return link.write(
                KVGrpc.getPutMethod(),
                request,
                answer -> Reply.ok(element, answer.getHeader().getRevision()));
    }

    @Override
    public CompletionStage<Reply> read() {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(PREFIX))
                .setRangeEnd(AFTER_PREFIX)
                .setSerializable(reads == Reads.SERIALIZABLE)
                .build();
        return link.read(
                KVGrpc.getRangeMethod(),
                request,
                answer -> Reply.ok(
                        Value.of(answer.getKvsList().stream()
                                .map(found -> EtcdValues.decode(found.getValue()))
                                .toList()),
                        answer.getHeader().getRevision()));
    }

    @Override
    public void close() {
        link.close();
    }
}
