package refute.tree.client;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.service.Departure;
import refute.service.Reconnection;
import refute.tree.wire.v1.CompareAndSet;
import refute.tree.wire.v1.Entry;
import refute.tree.wire.v1.Failure;
import refute.tree.wire.v1.FlushReply;
import refute.tree.wire.v1.FlushRequest;
import refute.tree.wire.v1.Put;
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

/**
 * Talks to one server. Each call makes at most one request and waits for its answer, at most for the time-out given; nothing is repeated.
 *
 * <p>Safe for threads.
 */
public final class TreeClient implements Closeable {
    private static final int MESSAGE_BYTES_MAX = 16 << 20;
    private static final Duration RECONNECT_MAX = Duration.ofMillis(200);

    private final String address;
    private final ManagedChannel channel;
    private final Duration timeout;

    /** When a request is answered. */
    public enum Durability {
        /** When a change is made or found in memory; a later {@link #flush} makes it durable. */
        IN_MEMORY,
        /**
         * When what was changed or found survives a power loss. Whoever wants linearizability across crashes asks for it in reads, too: else a read may
         * show a change that a crash then takes away.
         */
        DURABLE
    }

    private TreeClient(String address, ManagedChannel channel, Duration timeout) {
        this.address = address;
        this.channel = channel;
        this.timeout = timeout;
    }

    /**
     * Returns a client of the server at that address (host and port). Connects with the first call.
     *
     * @param timeout of each call
     */
    public static TreeClient connect(String address, Duration timeout) {
        ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .disableRetry()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
        return new TreeClient(address, channel, timeout);
    }

    /** Gives a key a value; returns the one it had. */
    public Answer<Optional<byte[]>> put(String tree, byte[] key, byte[] value, Durability durability)
            throws TreeException {
        Put put = Put.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
        return before(write(request(tree, durability).setPut(put)));
    }

    /** Takes a key out; returns the value it had. */
    public Answer<Optional<byte[]>> remove(String tree, byte[] key, Durability durability) throws TreeException {
        return before(write(request(tree, durability).setRemove(bytes(key))));
    }

    /**
     * Changes a key if it has the value that is expected; returns whether it had.
     *
     * @param expected nothing: the key is not there
     * @param replacement nothing: the key is taken out
     */
    public Answer<Boolean> compareAndSet(
            String tree, byte[] key, byte @Nullable [] expected, byte @Nullable [] replacement, Durability durability)
            throws TreeException {
        CompareAndSet.Builder change = CompareAndSet.newBuilder().setKey(bytes(key));
        if (expected != null) {
            change.setExpected(bytes(expected));
        }
        if (replacement != null) {
            change.setReplacement(bytes(replacement));
        }
        WriteReply reply = write(request(tree, durability).setCompareAndSet(change));
        return new Answer<>(reply.getSucceeded(), reply.getIncarnation());
    }

    /** Returns a key's value. */
    public Answer<Optional<byte[]>> get(String tree, byte[] key, Durability durability) throws TreeException {
        ReadReply reply = read(reading(tree, durability).setGet(bytes(key)));
        return new Answer<>(
                reply.getFoundList().stream()
                        .findFirst()
                        .map(entry -> entry.getValue().toByteArray()),
                reply.getIncarnation());
    }

    /**
     * Entries of a range, each as of its own instant.
     *
     * @param limit at most so many, from 1 to 100,000
     */
    public Answer<Page> scan(String tree, Range range, int limit, Durability durability) throws TreeException {
        Scan scan = Scan.newBuilder()
                .setFrom(bytes(range.from()))
                .setTo(bytes(range.to()))
                .setLimit(limit)
                .setBackwards(range.backwards())
                .build();
        ReadReply reply = read(reading(tree, durability).setScan(scan));
        return new Answer<>(
                new Page(
                        reply.getFoundList().stream()
                                .map(TreeClient::keyAndValue)
                                .toList(),
                        reply.getMore()),
                reply.getIncarnation());
    }

    /**
     * What to scan.
     *
     * @param from the first key
     * @param to the first key beyond; empty: to the last there is
     * @param backwards from the greatest to the least
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Range(byte[] from, byte[] to, boolean backwards) {
        /** All keys, from the least to the greatest. */
        public static final Range ALL = new Range(new byte[0], new byte[0], false);
    }

    /** A key and its value; the arrays are the receiver's. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record KeyAndValue(byte[] key, byte[] value) {}

    /**
     * A part of a range.
     *
     * @param entries in the order that was asked for
     * @param more whether there are others after them
     */
    public record Page(List<KeyAndValue> entries, boolean more) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    private static KeyAndValue keyAndValue(Entry entry) {
        return new KeyAndValue(entry.getKey().toByteArray(), entry.getValue().toByteArray());
    }

    /**
     * Takes steps on any trees, all at one instant or none.
     *
     * @param steps from 1 to 1000
     * @return what each key had before its step
     */
    public Answer<List<Optional<byte[]>>> transact(List<TransactionStep> steps, Durability durability)
            throws TreeException {
        TransactRequest.Builder request = TransactRequest.newBuilder().setDurable(durability == Durability.DURABLE);
        steps.forEach(step -> request.addSteps(step.wire()));
        boolean changes = steps.stream().anyMatch(TransactionStep::changes);
        TransactReply reply = call(changes, stub -> stub.transact(request.build()), TransactReply::getFailure);
        return new Answer<>(
                reply.getBeforeList().stream()
                        .map(found -> found.hasValue()
                                ? Optional.of(found.getValue().toByteArray())
                                : Optional.<byte[]>empty())
                        .toList(),
                reply.getIncarnation());
    }

    /**
     * Has the server keep what happens from now on to keys of a tree that begin with a prefix; returns the number of the subscription. It ends with the
     * server's store, or if nothing was taken for a minute.
     *
     * @param keptMax how many events are kept at most, from 1 to 100,000; if more come, the subscriber has lagged
     */
    public Answer<Long> subscribe(String tree, byte[] prefix, int keptMax) throws TreeException {
        SubscribeRequest request = SubscribeRequest.newBuilder()
                .setTree(tree)
                .setPrefix(bytes(prefix))
                .setKeptMax(keptMax)
                .build();
        SubscribeReply reply = call(true, stub -> stub.subscribe(request), SubscribeReply::getFailure);
        return new Answer<>(reply.getSubscription(), reply.getIncarnation());
    }

    /**
     * Takes what has happened: each change once, in order, all that had been answered before this was called. If it fails and may have happened, events may be
     * lost.
     *
     * @param close whether it is taken from for the last time
     */
    public Answer<Taken> take(long subscription, boolean close) throws TreeException {
        TakeRequest request = TakeRequest.newBuilder()
                .setSubscription(subscription)
                .setClose(close)
                .build();
        TakeReply reply = call(true, stub -> stub.take(request), TakeReply::getFailure);
        return new Answer<>(
                new Taken(
                        reply.getEventsList().stream()
                                .map(event -> new KeyAndNewValue(
                                        event.getKey().toByteArray(),
                                        event.hasValue()
                                                ? Optional.of(event.getValue().toByteArray())
                                                : Optional.empty()))
                                .toList(),
                        reply.getMore()),
                reply.getIncarnation());
    }

    /**
     * A key that has changed; the arrays are the receiver's.
     *
     * @param value nothing: it was taken out
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record KeyAndNewValue(byte[] key, Optional<byte[]> value) {}

    /**
     * Changes in the order in which they happened.
     *
     * @param more whether there are others already, which did not fit into one answer
     */
    public record Taken(List<KeyAndNewValue> events, boolean more) {
        public Taken {
            events = List.copyOf(events);
        }
    }

    /** Makes durable everything that was answered before this was called; returns the incarnation of the server's store. */
    public long flush() throws TreeException {
        return call(false, stub -> stub.flush(FlushRequest.getDefaultInstance()), FlushReply::getFailure)
                .getIncarnation();
    }

    /**
     * Returns what the server is at.
     *
     * @param check whether it reads every page and says what is wrong
     */
    public StatusReply status(boolean check) throws TreeException {
        StatusRequest request = StatusRequest.newBuilder().setCheck(check).build();
        return call(false, stub -> stub.status(request), StatusReply::getFailure);
    }

    private static ReadRequest.Builder reading(String tree, Durability durability) {
        return ReadRequest.newBuilder().setTree(tree).setDurable(durability == Durability.DURABLE);
    }

    private static WriteRequest.Builder request(String tree, Durability durability) {
        return WriteRequest.newBuilder().setTree(tree).setDurable(durability == Durability.DURABLE);
    }

    private static Answer<Optional<byte[]>> before(WriteReply reply) {
        return new Answer<>(
                reply.hasBefore() ? Optional.of(reply.getBefore().toByteArray()) : Optional.empty(),
                reply.getIncarnation());
    }

    private WriteReply write(WriteRequest.Builder request) throws TreeException {
        return call(true, stub -> stub.write(request.build()), WriteReply::getFailure);
    }

    private ReadReply read(ReadRequest.Builder request) throws TreeException {
        return call(false, stub -> stub.read(request.build()), ReadReply::getFailure);
    }

    private <T> T call(boolean changes, Function<TreesGrpc.TreesBlockingStub, T> request, Function<T, Failure> failure)
            throws TreeException {
        Reconnection.attempt(channel, timeout.compareTo(RECONNECT_MAX) < 0 ? timeout : RECONNECT_MAX);
        Departure departure = new Departure();
        T reply;
        try {
            reply = request.apply(TreesGrpc.newBlockingStub(channel)
                    .withInterceptors(departure)
                    .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (StatusRuntimeException e) {
            TreeException.Kind kind = e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
                    ? TreeException.Kind.TIMEOUT
                    : TreeException.Kind.UNREACHABLE;
            TreeException exception =
                    new TreeException(kind, changes && departure.departed(), address + ": " + e.getMessage());
            exception.initCause(e);
            throw exception;
        }
        Failure found = failure.apply(reply);
        if (found.getCode() != Failure.Code.UNSPECIFIED) {
            throw new TreeException(kind(found.getCode()), found.getMayHaveHappened(), found.getMessage());
        }
        return reply;
    }

    private static TreeException.Kind kind(Failure.Code code) {
        return switch (code) {
            case INVALID, UNSPECIFIED, UNRECOGNIZED -> TreeException.Kind.INVALID;
            case TOO_LARGE -> TreeException.Kind.TOO_LARGE;
            case BUSY -> TreeException.Kind.BUSY;
            case DISK_FAILED -> TreeException.Kind.DISK_FAILED;
            case DAMAGED -> TreeException.Kind.DAMAGED;
            case STOPPING -> TreeException.Kind.STOPPING;
            case CONFLICT -> TreeException.Kind.CONFLICT;
            case NO_SUBSCRIPTION -> TreeException.Kind.NO_SUBSCRIPTION;
            case LAGGED -> TreeException.Kind.LAGGED;
        };
    }

    private static ByteString bytes(byte[] bytes) {
        return ByteString.copyFrom(bytes);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            boolean ended = channel.awaitTermination(1, TimeUnit.SECONDS);
            if (!ended) {
                System.err.println("tree-client: a connection to " + address + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
