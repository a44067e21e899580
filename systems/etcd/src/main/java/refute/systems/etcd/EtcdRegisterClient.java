package refute.systems.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.workloads.register.RegisterClient;

/**
 * Registers as keys of etcd. A write's revision is that of the answer's header, which for a change is the revision that it
 * made and so the key's mod revision.
 */
final class EtcdRegisterClient implements RegisterClient {
    private static final String PREFIX = "register/";

    private final EtcdLink link;
    private final Reads reads;

    EtcdRegisterClient(EtcdLink link, Reads reads) {
        this.link = link;
        this.reads = reads;
    }

    @Override
    public CompletionStage<Reply> read(Value key) {
        RangeRequest request =
                range(key).setSerializable(reads == Reads.SERIALIZABLE).build();
        return link.read(KVGrpc.getRangeMethod(), request, answer -> {
            Seen seen = Seen.of(answer);
            return Reply.ok(seen.value(), seen.revision());
        });
    }

    @Override
    public CompletionStage<Reply> write(Value key, Value value) {
        return link.write(
                KVGrpc.getPutMethod(),
                put(key, value),
                answer -> Reply.ok(value, answer.getHeader().getRevision()));
    }

    /**
     * A transaction that compares the value. Its other branch reads, for the message only; because there is a put in the
     * transaction, etcd orders it by consensus even when nothing is put, so the mismatch is an observation of the latest state.
     */
    @Override
    public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
        Compare holds = Compare.newBuilder()
                .setKey(EtcdValues.encode(PREFIX, key))
                .setTarget(Compare.CompareTarget.VALUE)
                .setResult(Compare.CompareResult.EQUAL)
                .setValue(EtcdValues.encode(expected))
                .build();
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(holds)
                .addSuccess(RequestOp.newBuilder().setRequestPut(put(key, next)))
                .addFailure(RequestOp.newBuilder().setRequestRange(range(key)))
                .build();
        Value done = Value.pair(expected, next);
        return link.write(KVGrpc.getTxnMethod(), request, answer -> outcome(answer, done));
    }

    @Override
    public void close() {
        link.close();
    }

    private static Reply outcome(TxnResponse answer, Value done) {
        if (answer.getSucceeded()) {
            return Reply.ok(done, answer.getHeader().getRevision());
        }
        Seen seen = Seen.of(answer.getResponses(0).getResponseRange());
        return Reply.fail(DID_NOT_MATCH + ": held " + seen.value() + " at revision " + seen.revision());
    }

    private static RangeRequest.Builder range(Value key) {
        return RangeRequest.newBuilder().setKey(EtcdValues.encode(PREFIX, key));
    }

    private static PutRequest put(Value key, Value value) {
        ByteString bytes = EtcdValues.encode(value);
        return PutRequest.newBuilder()
                .setKey(EtcdValues.encode(PREFIX, key))
                .setValue(bytes)
                .build();
    }

    private record Seen(Value value, long revision) {
        static Seen of(RangeResponse answer) {
            if (answer.getKvsCount() == 0) {
                return new Seen(Value.NIL, 0);
            }
            KeyValue found = answer.getKvs(0);
            return new Seen(EtcdValues.decode(found.getValue()), found.getModRevision());
        }
    }
}
