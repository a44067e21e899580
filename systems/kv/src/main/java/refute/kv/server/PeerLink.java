package refute.kv.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import refute.kv.raft.PeerMessage;
import refute.kv.wire.PeerCodec;
import refute.kv.wire.v1.DeliverEnd;
import refute.kv.wire.v1.PeerBatch;
import refute.kv.wire.v1.PeerGrpc;

/**
 * One directed connection to another member. Messages that the connection does not take wait in a short queue, and then are lost, which
 * Raft expects. A broken connection is opened again.
 */
final class PeerLink implements Closeable {
    private static final int QUEUE_MAX = 4096;
    private static final int BATCH_MAX = 256;
    private static final int MESSAGE_BYTES_MAX = 8 << 20;
    private static final long RETRY_NANOS = 50_000_000L;

    private final Sender sender;
    private final Metrics metrics;
    private final ManagedChannel channel;
    private final Deque<PeerMessage> queue = new ArrayDeque<>();
    private Optional<ClientCallStreamObserver<PeerBatch>> stream = Optional.empty();
    private long retryAt = System.nanoTime();
    private boolean closed;

    /**
     * What a connection says of its sender.
     *
     * @param cluster its cluster
     * @param address where it listens
     */
    record Sender(String cluster, String address) {}

    PeerLink(Sender sender, String address, Metrics metrics) {
        this.sender = sender;
        this.metrics = metrics;
        this.channel = NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .disableRetry()
                .build();
    }

    synchronized void add(PeerMessage message) {
        if (queue.size() >= QUEUE_MAX) {
            metrics.dropped.increment();
            return;
        }
        queue.add(message);
    }

    /** Sends what waits, as far as the connection takes it. */
    synchronized void flush() {
        if (queue.isEmpty() || closed) {
            return;
        }
        if (stream.isEmpty()) {
            open();
        }
        while (!queue.isEmpty() && stream.isPresent() && stream.get().isReady()) {
            PeerBatch.Builder batch =
                    PeerBatch.newBuilder().setCluster(sender.cluster()).setReplyAddress(sender.address());
            int bytes = 0;
            while (!queue.isEmpty() && batch.getMessagesCount() < BATCH_MAX && bytes < MESSAGE_BYTES_MAX / 4) {
                refute.kv.wire.v1.PeerEnvelope envelope = PeerCodec.encode(queue.removeFirst());
                bytes += envelope.getSerializedSize();
                batch.addMessages(envelope);
            }
            stream.get().onNext(batch.build());
        }
    }

    private void open() {
        if (System.nanoTime() - retryAt < 0) {
            return;
        }
        retryAt = System.nanoTime() + RETRY_NANOS;
        // The channel's own pause between attempts grows to minutes; a healed link should be used at once.
        channel.resetConnectBackoff();
        PeerGrpc.newStub(channel).deliver(new Connection());
    }

    private synchronized void opened(ClientCallStreamObserver<PeerBatch> opened) {
        stream = Optional.of(opened);
    }

    private synchronized void ended() {
        stream = Optional.empty();
        queue.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        queue.clear();
        channel.shutdownNow();
    }

    private final class Connection implements ClientResponseObserver<PeerBatch, DeliverEnd> {
        @Override
        public void beforeStart(ClientCallStreamObserver<PeerBatch> call) {
            call.setOnReadyHandler(PeerLink.this::flush);
            opened(call);
        }

        @Override
        public void onNext(DeliverEnd end) {
            // The other side says nothing.
        }

        @Override
        public void onError(Throwable cause) {
            ended();
        }

        @Override
        public void onCompleted() {
            ended();
        }
    }
}
