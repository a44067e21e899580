package refute.kv.server;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import refute.kv.MalformedBytesException;
import refute.kv.raft.PeerMessage;
import refute.kv.wire.PeerCodec;
import refute.kv.wire.v1.DeliverEnd;
import refute.kv.wire.v1.PeerBatch;
import refute.kv.wire.v1.PeerEnvelope;
import refute.kv.wire.v1.PeerGrpc;

/** The incoming connections from other members. Whoever is of another cluster, or talks nonsense, is cut off. */
final class PeerService extends PeerGrpc.PeerImplBase {
    private final String cluster;
    private final Receiver receiver;

    /** Takes what arrives. */
    interface Receiver {
        /** Takes a message and where its sender listens. */
        void take(PeerMessage message, String replyAddress);
    }

    PeerService(String cluster, Receiver receiver) {
        this.cluster = cluster;
        this.receiver = receiver;
    }

    @Override
    public StreamObserver<PeerBatch> deliver(StreamObserver<DeliverEnd> end) {
        return new StreamObserver<>() {
            private boolean over;

            @Override
            public void onNext(PeerBatch batch) {
                if (over) {
                    return;
                }
                if (!batch.getCluster().equals(cluster)) {
                    refuse(Status.FAILED_PRECONDITION.withDescription("this is cluster '" + cluster + "'"));
                    return;
                }
                try {
                    for (PeerEnvelope envelope : batch.getMessagesList()) {
                        receiver.take(PeerCodec.decode(envelope), batch.getReplyAddress());
                    }
                } catch (MalformedBytesException e) {
                    refuse(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
                }
            }

            private void refuse(Status status) {
                over = true;
                end.onError(status.asRuntimeException());
            }

            @Override
            public void onError(Throwable cause) {
                over = true;
            }

            @Override
            public void onCompleted() {
                end.onCompleted();
            }
        };
    }
}
