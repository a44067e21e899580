package refute.systems.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.workloads.append.AppendClient;
import refute.workloads.append.ListTransaction;

/**
 * Transactions over lists, a list being the value of one key.
 *
 * <p>etcd's own transactions compare, then put or get; they cannot append. So a transaction that appends is two requests, as any client of etcd
 * would do it: one reads all its keys at one revision, the other puts the longer lists if none of the keys has changed since (their mod
 * revisions say so). If one has, the transaction has failed, and is not tried again. One that only reads is the first request alone.
 *
 * <p>With serializable reads the first request may be answered from an old state. A transaction that appends then fails, as its guard compares
 * with the latest; one that only reads may be stale.
 */
final class EtcdAppendClient implements AppendClient {
    /** The first word of the failure of a transaction of whose keys one was changed by another. */
    static final String CHANGED = "changed-meanwhile";

    private static final String PREFIX = "append/";

    private final EtcdLink link;
    private final Reads reads;

    EtcdAppendClient(EtcdLink link, Reads reads) {
        this.link = link;
        this.reads = reads;
    }

    @Override
    public CompletionStage<Reply> run(ListTransaction transaction) {
        List<Value> keys = List.copyOf(transaction.keys());
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        return link.read(KVGrpc.getTxnMethod(), gets(keys), answer -> {
                    Seen now = Seen.of(keys, answer);
                    seen.complete(now);
                    return Reply.ok(
                            transaction.on(now.lists()).answer(),
                            answer.getHeader().getRevision());
                })
                .thenCompose(reply -> transaction.isReadOnly() || !(reply instanceof Reply.Ok)
                        ? CompletableFuture.completedFuture(reply)
                        : seen.thenCompose(now -> put(transaction, now)));
    }

    @Override
    public void close() {
        link.close();
    }

    private TxnRequest gets(List<Value> keys) {
        TxnRequest.Builder request = TxnRequest.newBuilder();
        for (Value key : keys) {
            request.addSuccess(RequestOp.newBuilder()
                    .setRequestRange(RangeRequest.newBuilder()
                            .setKey(EtcdValues.encode(PREFIX, key))
                            .setSerializable(reads == Reads.SERIALIZABLE)));
        }
        return request.build();
    }

    private CompletionStage<Reply> put(ListTransaction transaction, Seen seen) {
        ListTransaction.Outcome outcome = transaction.on(seen.lists());
        TxnRequest.Builder request = TxnRequest.newBuilder();
        seen.revisions()
                .forEach((key, revision) -> request.addCompare(Compare.newBuilder()
                        .setKey(EtcdValues.encode(PREFIX, key))
                        .setTarget(Compare.CompareTarget.MOD)
                        .setResult(Compare.CompareResult.EQUAL)
                        .setModRevision(revision)));
        outcome.changed()
                .forEach((key, list) -> request.addSuccess(RequestOp.newBuilder()
                        .setRequestPut(PutRequest.newBuilder()
                                .setKey(EtcdValues.encode(PREFIX, key))
                                .setValue(EtcdValues.encodeList(list)))));
        return link.write(
                KVGrpc.getTxnMethod(),
                request.build(),
                answer -> answer.getSucceeded()
                        ? Reply.ok(outcome.answer(), answer.getHeader().getRevision())
                        : Reply.fail(CHANGED + ": a list was appended to since it was read"));
    }

    /**
     * What the first request saw.
     *
     * @param lists by key; none for a key that there is not
     * @param revisions at which each key was last changed; 0 for a key that there is not
     */
    private record Seen(Map<Value, List<Value>> lists, Map<Value, Long> revisions) {
        static Seen of(List<Value> keys, TxnResponse answer) {
            Map<Value, List<Value>> lists = new HashMap<>();
            Map<Value, Long> revisions = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                List<KeyValue> found = answer.getResponses(i).getResponseRange().getKvsList();
                revisions.put(
                        keys.get(i), found.isEmpty() ? 0 : found.getFirst().getModRevision());
                if (!found.isEmpty()) {
                    ByteString value = found.getFirst().getValue();
                    lists.put(keys.get(i), EtcdValues.decodeList(value));
                }
            }
            return new Seen(lists, revisions);
        }
    }
}
