package refute.tree.server;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import refute.tree.StoreSize;
import refute.tree.TransactionConflictException;
import refute.tree.Tree;
import refute.tree.TreeStore;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.StoreFailedException;
import refute.tree.wire.v1.CompareAndSet;
import refute.tree.wire.v1.Entry;
import refute.tree.wire.v1.Failure;
import refute.tree.wire.v1.FlushReply;
import refute.tree.wire.v1.FlushRequest;
import refute.tree.wire.v1.Found;
import refute.tree.wire.v1.ReadReply;
import refute.tree.wire.v1.ReadRequest;
import refute.tree.wire.v1.Scan;
import refute.tree.wire.v1.StatusReply;
import refute.tree.wire.v1.StatusRequest;
import refute.tree.wire.v1.SubscribeReply;
import refute.tree.wire.v1.SubscribeRequest;
import refute.tree.wire.v1.TakeReply;
import refute.tree.wire.v1.TakeRequest;
import refute.tree.wire.v1.TransactReply;
import refute.tree.wire.v1.TransactRequest;
import refute.tree.wire.v1.TreesGrpc;
import refute.tree.wire.v1.WriteReply;
import refute.tree.wire.v1.WriteRequest;

/** What clients call. Calls come on the network's threads and are handed to those that may wait for the disk. */
final class TreeService extends TreesGrpc.TreesImplBase {
    private static final int SCANNED_MAX = 100_000;
    /** Less than a client takes in one message. */
    private static final int SCANNED_BYTES_MAX = 8 << 20;

    private final OpenStore open;
    private final Executor workers;
    private final Metrics metrics;
    private final Subscribers subscribers = new Subscribers();

    TreeService(OpenStore open, Executor workers, Metrics metrics) {
        this.open = open;
        this.workers = workers;
        this.metrics = metrics;
    }

    /** What is done with the store; whoever does it says with its refusals whether a change may have happened. */
    private interface Work<T> {
        T with(OpenStore.Opened opened) throws Refusal;
    }

    @Override
    public void write(WriteRequest request, StreamObserver<WriteReply> observer) {
        serve(
                observer,
                true,
                opened -> written(request, opened),
                failure -> WriteReply.newBuilder().setFailure(failure).build());
    }

    private WriteReply written(WriteRequest request, OpenStore.Opened opened) throws Refusal {
        Tree tree = tree(opened.store(), request.getTree());
        WriteReply.Builder reply =
                WriteReply.newBuilder().setIncarnation(opened.incarnation()).setSucceeded(true);
        switch (request.getOperationCase()) {
            case PUT ->
                tree.put(
                                request.getPut().getKey().toByteArray(),
                                request.getPut().getValue().toByteArray())
                        .ifPresent(before -> reply.setBefore(ByteString.copyFrom(before)));
            case REMOVE ->
                tree.remove(request.getRemove().toByteArray())
                        .ifPresent(before -> reply.setBefore(ByteString.copyFrom(before)));
            case COMPARE_AND_SET -> reply.setSucceeded(compareAndSet(tree, request.getCompareAndSet()));
            case OPERATION_NOT_SET -> throw new Refusal(Failure.Code.INVALID, false, "the request has no operation");
        }
        if (request.getDurable()) {
            flush(opened.store());
        }
        metrics.writes.increment();
        return reply.build();
    }

    private static boolean compareAndSet(Tree tree, CompareAndSet request) {
        byte[] key = request.getKey().toByteArray();
        byte[] expected = request.getExpected().toByteArray();
        byte[] replacement = request.getReplacement().toByteArray();
        if (!request.hasExpected()) {
            return request.hasReplacement()
                    ? tree.putIfAbsent(key, replacement)
                    : tree.get(key).isEmpty();
        }
        return request.hasReplacement() ? tree.replace(key, expected, replacement) : tree.remove(key, expected);
    }

    private void flush(TreeStore store) {
        long begun = System.nanoTime();
        store.flush();
        metrics.flushes.increment();
        metrics.flushNanos.add(System.nanoTime() - begun);
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadReply> observer) {
        serve(
                observer,
                false,
                opened -> answered(request, opened),
                failure -> ReadReply.newBuilder().setFailure(failure).build());
    }

    private ReadReply answered(ReadRequest request, OpenStore.Opened opened) throws Refusal {
        Tree tree = tree(opened.store(), request.getTree());
        ReadReply.Builder reply = ReadReply.newBuilder().setIncarnation(opened.incarnation());
        switch (request.getQueryCase()) {
            case GET -> {
                byte[] key = request.getGet().toByteArray();
                tree.get(key).ifPresent(value -> reply.addFound(entry(key, value)));
            }
            case SCAN -> scan(tree, request.getScan(), reply);
            case QUERY_NOT_SET -> throw new Refusal(Failure.Code.INVALID, false, "the request has no query");
        }
        if (request.getDurable()) {
            flush(opened.store());
        }
        metrics.reads.increment();
        return reply.build();
    }

    private static void scan(Tree tree, Scan scan, ReadReply.Builder reply) throws Refusal {
        if (scan.getLimit() < 1 || scan.getLimit() > SCANNED_MAX) {
            throw new Refusal(
                    Failure.Code.INVALID,
                    false,
                    "a scan has a limit of 1 to " + SCANNED_MAX + ", not " + scan.getLimit());
        }
        byte[] from = scan.getFrom().toByteArray();
        byte[] to = scan.getTo().toByteArray();
        Iterator<refute.tree.Entry> entries = scan.getBackwards() ? tree.scanBackwards(from, to) : tree.scan(from, to);
        long bytes = 0;
        while (entries.hasNext()) {
            if (reply.getFoundCount() == scan.getLimit() || bytes > SCANNED_BYTES_MAX) {
                reply.setMore(true);
                return;
            }
            refute.tree.Entry next = entries.next();
            bytes += next.key().length + next.value().length;
            reply.addFound(entry(next.key(), next.value()));
        }
    }

    private static Entry entry(byte[] key, byte[] value) {
        return Entry.newBuilder()
                .setKey(ByteString.copyFrom(key))
                .setValue(ByteString.copyFrom(value))
                .build();
    }

    @Override
    public void transact(TransactRequest request, StreamObserver<TransactReply> observer) {
        serve(
                observer,
                true,
                opened -> {
                    List<Found> before = Steps.take(opened.store(), request.getStepsList());
                    if (request.getDurable()) {
                        flush(opened.store());
                    }
                    metrics.transactions.increment();
                    return TransactReply.newBuilder()
                            .setIncarnation(opened.incarnation())
                            .addAllBefore(before)
                            .build();
                },
                failure -> TransactReply.newBuilder().setFailure(failure).build());
    }

    @Override
    public void subscribe(SubscribeRequest request, StreamObserver<SubscribeReply> observer) {
        serve(
                observer,
                false,
                opened -> SubscribeReply.newBuilder()
                        .setIncarnation(opened.incarnation())
                        .setSubscription(subscribers.subscribe(
                                tree(opened.store(), request.getTree()),
                                request.getPrefix().toByteArray(),
                                request.getKeptMax(),
                                opened.incarnation()))
                        .build(),
                failure -> SubscribeReply.newBuilder().setFailure(failure).build());
    }

    @Override
    public void take(TakeRequest request, StreamObserver<TakeReply> observer) {
        serve(
                observer,
                true,
                opened -> subscribers
                        .take(request.getSubscription(), request.getClose(), opened.incarnation())
                        .setIncarnation(opened.incarnation())
                        .build(),
                failure -> TakeReply.newBuilder().setFailure(failure).build());
    }

    @Override
    public void flush(FlushRequest request, StreamObserver<FlushReply> observer) {
        serve(
                observer,
                false,
                opened -> {
                    flush(opened.store());
                    return FlushReply.newBuilder()
                            .setIncarnation(opened.incarnation())
                            .build();
                },
                failure -> FlushReply.newBuilder().setFailure(failure).build());
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusReply> observer) {
        serve(
                observer,
                false,
                opened -> status(request, opened),
                failure -> StatusReply.newBuilder().setFailure(failure).build());
    }

    private static StatusReply status(StatusRequest request, OpenStore.Opened opened) {
        StoreSize size = opened.store().size();
        StatusReply.Builder reply = StatusReply.newBuilder()
                .setIncarnation(opened.incarnation())
                .setVersion(TreeServer.VERSION)
                .addAllTrees(opened.store().treeNames())
                .setPages(size.pages())
                .setSegments(size.segments())
                .setSegmentBytes(size.segmentBytes())
                .setLiveBytes(size.liveBytes());
        if (request.getCheck()) {
            reply.addAllProblems(opened.store().check());
        }
        return reply.build();
    }

    /** That tree; refuses names that are none. */
    static Tree tree(TreeStore store, String name) throws Refusal {
        try {
            return store.tree(name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Failure.Code.INVALID, false, String.valueOf(e.getMessage()));
        }
    }

    private <T> void serve(StreamObserver<T> observer, boolean changes, Work<T> work, Function<Failure, T> failed) {
        // Whoever has gone away is answered all the same, and hears nothing.
        ((ServerCallStreamObserver<T>) observer).setOnCancelHandler(() -> {});
        try {
            workers.execute(() -> end(observer, answer(changes, work, failed)));
        } catch (RejectedExecutionException e) {
            metrics.failures.increment();
            end(observer, failed.apply(new Refusal(Failure.Code.BUSY, false, "too many requests wait").failure()));
        }
    }

    private <T> T answer(boolean changes, Work<T> work, Function<Failure, T> failed) {
        OpenStore.Opened opened = open.present();
        try {
            if (opened == null) {
                throw new Refusal(Failure.Code.DISK_FAILED, false, "the store is being opened anew; it was not tried");
            }
            return done(opened, changes, work);
        } catch (Refusal refusal) {
            metrics.failures.increment();
            return failed.apply(refusal.failure());
        }
    }

    private <T> T done(OpenStore.Opened opened, boolean changes, Work<T> work) throws Refusal {
        try {
            return work.with(opened);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Failure.Code.TOO_LARGE, false, String.valueOf(e.getMessage()));
        } catch (TransactionConflictException e) {
            throw new Refusal(Failure.Code.CONFLICT, false, String.valueOf(e.getMessage()));
        } catch (StoreFailedException e) {
            open.failed(opened, e);
            Failure.Code code =
                    e.getCause() instanceof DamagedStoreException ? Failure.Code.DAMAGED : Failure.Code.DISK_FAILED;
            throw new Refusal(code, changes, String.valueOf(e.getMessage()));
        } catch (RuntimeException | AssertionError e) {
            if (open.isPresent(opened)) {
                open.broken(e);
            }
            throw new Refusal(Failure.Code.STOPPING, changes, "the store was closed meanwhile: " + e.getMessage());
        }
    }

    private static <T> void end(StreamObserver<T> observer, T reply) {
        observer.onNext(reply);
        observer.onCompleted();
    }
}
