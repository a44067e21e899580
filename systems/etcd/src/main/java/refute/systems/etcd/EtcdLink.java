package refute.systems.etcd;

import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.harness.system.Connection;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reply;

/**
 * One connection to one node, over which one invocation is at most one request.
 *
 * <p>All that gRPC would do by itself is off: retries and hedging ({@code disableRetry}, which also ends the transparent
 * retries of refused streams), service configurations, waiting for a node to become ready, proxies from the environment,
 * keep-alives. There is one address and no name resolution. A request has one deadline. What remains is that a lost
 * connection is opened again, at once when the next request wants it: the back-off of up to two minutes would make a node
 * that came back look dead.
 *
 * <p>Safe for several threads, though a process uses it alone.
 */
final class EtcdLink implements AutoCloseable {
    /** A final read of a large set passes gRPC's usual 4 MiB. */
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    private static final int IDLE_DAYS = 1;

    private final ManagedChannel channel;
    private final Duration timeout;

    private EtcdLink(ManagedChannel channel, Duration timeout) {
        this.channel = channel;
        this.timeout = timeout;
    }

    /** Opens nothing yet: the first request does. */
    static EtcdLink open(Connection connection) {
        InetSocketAddress address = new InetSocketAddress(
                connection.endpoint().host(), connection.endpoint().port());
        ManagedChannel channel = NettyChannelBuilder.forAddress(address)
                .usePlaintext()
                .disableRetry()
                .disableServiceConfigLookUp()
                .proxyDetector(target -> null)
                .maxInboundMessageSize(ANSWER_BYTES_MAX)
                .idleTimeout(IDLE_DAYS, TimeUnit.DAYS)
                .directExecutor()
                .build();
        return new EtcdLink(channel, connection.timeout());
    }

    /** One request without an effect: whatever goes wrong, it surely did not happen. */
    <Q, A> CompletionStage<Reply> read(MethodDescriptor<Q, A> method, Q request, Function<A, Reply> ok) {
        return ask(method, request, ok, (status, departed) -> EtcdErrors.ofRead(status));
    }

    /** One request with an effect. */
    <Q, A> CompletionStage<Reply> write(MethodDescriptor<Q, A> method, Q request, Function<A, Reply> ok) {
        return ask(method, request, ok, EtcdErrors::ofWrite);
    }

    /** What the node says of itself; blocks for at most the time-out. */
    Optional<NodeStatus> status() {
        connectAgain();
        try {
            StatusResponse answer = ClientCalls.blockingUnaryCall(
                    channel, MaintenanceGrpc.getStatusMethod(), options(), StatusRequest.getDefaultInstance());
            boolean leader = answer.getLeader() != 0
                    && answer.getLeader() == answer.getHeader().getMemberId();
            return Optional.of(new NodeStatus(leader, answer.getRaftTerm(), answer.getVersion()));
        } catch (StatusRuntimeException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private <Q, A> CompletionStage<Reply> ask(
            MethodDescriptor<Q, A> method, Q request, Function<A, Reply> ok, Failure failure) {
        connectAgain();
        Departure departure = new Departure();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        ClientCalls.asyncUnaryCall(
                channel.newCall(method, options().withStreamTracerFactory(departure)),
                request,
                new StreamObserver<A>() {
                    private @Nullable A answer;

                    @Override
                    public void onNext(A value) {
                        answer = value;
                    }

                    @Override
                    public void onError(Throwable error) {
                        reply.complete(failure.reply(Status.fromThrowable(error), departure.departed()));
                    }

                    @Override
                    public void onCompleted() {
                        A whole = answer;
                        if (whole == null) {
                            reply.complete(failure.reply(Status.INTERNAL.withDescription("empty answer"), true));
                        } else {
                            completeWith(reply, ok, whole);
                        }
                    }
                });
        return reply;
    }

    /** An answer that cannot be understood is not lost: the stage fails, and counts as unknown with its cause. */
    private static <A> void completeWith(CompletableFuture<Reply> reply, Function<A, Reply> ok, A answer) {
        try {
            reply.complete(ok.apply(answer));
        } catch (RuntimeException notUnderstood) {
            reply.completeExceptionally(notUnderstood);
        }
    }

    private CallOptions options() {
        return CallOptions.DEFAULT.withoutWaitForReady().withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void connectAgain() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    /** What to say of a request that was not answered well. */
    private interface Failure {
        Reply reply(Status status, boolean departed);
    }
}
