package refute.kv.server;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Consumer;
import refute.kv.GroupId;
import refute.kv.MalformedBytesException;
import refute.kv.NodeId;
import refute.kv.raft.Effect;
import refute.kv.raft.Input;
import refute.kv.raft.Member;
import refute.kv.raft.MemberChange;
import refute.kv.raft.Members;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Outcome;
import refute.kv.state.Command;
import refute.kv.state.Query;
import refute.kv.state.Result;
import refute.kv.wire.AnswerCodec;
import refute.kv.wire.OperationCodec;
import refute.kv.wire.v1.AdministerReply;
import refute.kv.wire.v1.AdministerRequest;
import refute.kv.wire.v1.Failure;
import refute.kv.wire.v1.Header;
import refute.kv.wire.v1.KvGrpc;
import refute.kv.wire.v1.MemberInfo;
import refute.kv.wire.v1.ReadReply;
import refute.kv.wire.v1.ReadRequest;
import refute.kv.wire.v1.StatusReply;
import refute.kv.wire.v1.StatusRequest;
import refute.kv.wire.v1.WriteReply;
import refute.kv.wire.v1.WriteRequest;

/** What clients call. Runs on the network's threads and never blocks; replies come from the node's. */
final class KvService extends KvGrpc.KvImplBase {
    /** There are no shards yet: one map of ranges, with this epoch. */
    static final long EPOCH = 1;

    private final GroupHost host;
    private final String cluster;
    private final NodeId self;
    private final Metrics metrics;

    KvService(GroupHost host, String cluster, NodeId self, Metrics metrics) {
        this.host = host;
        this.cluster = cluster;
        this.self = self;
        this.metrics = metrics;
    }

    @Override
    public void write(WriteRequest request, StreamObserver<WriteReply> observer) {
        Reply<WriteReply> reply = new Reply<>(
                observer, failure -> WriteReply.newBuilder().setFailure(failure).build());
        Command command;
        try {
            command = OperationCodec.command(request);
        } catch (MalformedBytesException e) {
            reply.fail(Failures.of(Failure.Code.INVALID, false, String.valueOf(e.getMessage())));
            return;
        }
        if (reply.accepts(request.getHeader())) {
            reply.request(number -> new Input.Propose(number, command), this::written);
        }
    }

    private Answered<WriteReply> written(Outcome outcome) {
        if (!(outcome instanceof Outcome.Done done)) {
            return Answered.not(outcome);
        }
        if (done.result() instanceof Result.SessionUnknown) {
            return Answered.failed(Failures.of(
                    Failure.Code.SESSION_UNKNOWN, false, "there is no such session; this attempt did not happen"));
        }
        if (done.result() instanceof Result.SessionStale stale) {
            return Answered.failed(Failures.of(
                    Failure.Code.SESSION_STALE,
                    false,
                    "the session is at " + stale.lastSequence() + " already; this attempt did not happen"));
        }
        WriteReply.Builder out = WriteReply.newBuilder().setRevision(done.index());
        AnswerCodec.encode(out, done.result());
        metrics.writes.increment();
        return Answered.well(out.build());
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadReply> observer) {
        Reply<ReadReply> reply = new Reply<>(
                observer, failure -> ReadReply.newBuilder().setFailure(failure).build());
        Query query;
        refute.kv.raft.Consistency consistency;
        try {
            query = OperationCodec.query(request);
            consistency = OperationCodec.consistency(request);
        } catch (MalformedBytesException e) {
            reply.fail(Failures.of(Failure.Code.INVALID, false, String.valueOf(e.getMessage())));
            return;
        }
        if (reply.accepts(request.getHeader())) {
            reply.request(number -> new Input.Read(number, query, consistency), this::answered);
        }
    }

    private Answered<ReadReply> answered(Outcome outcome) {
        if (!(outcome instanceof Outcome.Answered answered)) {
            return Answered.not(outcome);
        }
        ReadReply.Builder out =
                ReadReply.newBuilder().setRevision(answered.index()).setStale(answered.stale());
        AnswerCodec.encode(out, answered.answer());
        metrics.reads.increment();
        return Answered.well(out.build());
    }

    @Override
    public void administer(AdministerRequest request, StreamObserver<AdministerReply> observer) {
        Reply<AdministerReply> reply = new Reply<>(
                observer,
                failure -> AdministerReply.newBuilder().setFailure(failure).build());
        try {
            if (!reply.accepts(request.getHeader())) {
                return;
            }
            if (request.getChangeCase() == AdministerRequest.ChangeCase.TRANSFER_LEADERSHIP) {
                NodeId target = NodeId.of(request.getTransferLeadership());
                reply.request(number -> new Input.TransferLeadership(number, target), KvService::changed);
            } else {
                MemberChange change = change(request);
                reply.request(number -> new Input.ChangeMembers(number, change), KvService::changed);
            }
        } catch (IllegalArgumentException | MalformedBytesException e) {
            reply.fail(Failures.of(Failure.Code.INVALID, false, String.valueOf(e.getMessage())));
        }
    }

    private static MemberChange change(AdministerRequest request) {
        return switch (request.getChangeCase()) {
            case ADD_LEARNER -> {
                MemberInfo info = request.getAddLearner();
                yield new MemberChange.AddLearner(
                        new Member(NodeId.of(info.getId()), false, info.getPeerAddress(), info.getClientAddress()));
            }
            case PROMOTE -> new MemberChange.Promote(NodeId.of(request.getPromote()));
            case REMOVE -> new MemberChange.Remove(NodeId.of(request.getRemove()));
            case TRANSFER_LEADERSHIP, CHANGE_NOT_SET ->
                throw new MalformedBytesException("no change of the membership");
        };
    }

    private static Answered<AdministerReply> changed(Outcome outcome) {
        if (!(outcome instanceof Outcome.Changed changed)) {
            return Answered.not(outcome);
        }
        AdministerReply.Builder out = AdministerReply.newBuilder();
        changed.members().all().forEach(member -> out.addMembers(info(member)));
        return Answered.well(out.build());
    }

    @Override
    public void watch(refute.kv.wire.v1.WatchRequest request, StreamObserver<refute.kv.wire.v1.WatchReply> observer) {
        WatchStream.open(host, request, (ServerCallStreamObserver<refute.kv.wire.v1.WatchReply>) observer);
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusReply> observer) {
        NodeStatus status = host.status();
        StatusReply.Builder out = StatusReply.newBuilder()
                .setNode(self.number())
                .setCluster(cluster)
                .setLeader(status.leader().number())
                .setTerm(status.term())
                .setRole(status.role().name())
                .setCommit(status.log().commit())
                .setApplied(status.log().applied())
                .setLastIndex(status.log().last())
                .setAppliedHash(status.hash());
        status.members().all().forEach(member -> out.addMembers(info(member)));
        observer.onNext(out.build());
        observer.onCompleted();
    }

    private static MemberInfo info(Member member) {
        return MemberInfo.newBuilder()
                .setId(member.id().number())
                .setVoter(member.voter())
                .setPeerAddress(member.peerAddress())
                .setClientAddress(member.clientAddress())
                .build();
    }

    /** Returns why a request is not for this server, if it is not. */
    static Optional<Failure> refusal(Header header) {
        if (header.getGroup() != GroupId.FIRST.number()) {
            return Optional.of(
                    Failures.of(Failure.Code.WRONG_GROUP, false, "there is no group " + header.getGroup() + " here"));
        }
        if (header.getEpoch() != 0 && header.getEpoch() != EPOCH) {
            return Optional.of(Failures.of(
                    Failure.Code.STALE_EPOCH,
                    false,
                    "the map of ranges has epoch " + EPOCH + ", not " + header.getEpoch()));
        }
        return Optional.empty();
    }

    /** A reply, a failure, or an outcome of the node that is one. */
    private record Answered<T>(Optional<T> reply, Optional<Failure> failure, Optional<Outcome> outcome) {
        static <T> Answered<T> well(T reply) {
            return new Answered<>(Optional.of(reply), Optional.empty(), Optional.empty());
        }

        static <T> Answered<T> failed(Failure failure) {
            return new Answered<>(Optional.empty(), Optional.of(failure), Optional.empty());
        }

        static <T> Answered<T> not(Outcome outcome) {
            return new Answered<>(Optional.empty(), Optional.empty(), Optional.of(outcome));
        }
    }

    private final class Reply<T> {
        private final StreamObserver<T> observer;
        private final java.util.function.Function<Failure, T> failed;

        private Reply(StreamObserver<T> observer, java.util.function.Function<Failure, T> failed) {
            this.observer = observer;
            this.failed = failed;
        }

        private boolean accepts(Header header) {
            Optional<Failure> refusal = refusal(header);
            refusal.ifPresent(this::fail);
            return refusal.isEmpty();
        }

        private void request(
                java.util.function.LongFunction<Input> input,
                java.util.function.Function<Outcome, Answered<T>> translate) {
            Consumer<Effect> handler = effect -> {
                if (effect instanceof Effect.Reply reply) {
                    finish(translate.apply(reply.outcome()));
                }
            };
            ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) observer;
            long[] number = new long[1];
            // Set before the request is known to the node: the handler may run at once.
            call.setOnCancelHandler(() -> {
                if (number[0] != 0) {
                    host.cancel(number[0]);
                }
            });
            number[0] = host.request(input, handler);
            if (number[0] == 0) {
                fail(Failures.of(Failure.Code.BUSY, false, "too many requests wait; it was not tried"));
            }
        }

        private void finish(Answered<T> answered) {
            if (answered.reply().isPresent()) {
                send(answered.reply().get());
            } else if (answered.failure().isPresent()) {
                fail(answered.failure().get());
            } else if (answered.outcome().orElseThrow() instanceof Outcome.Failed failure) {
                fail(Failures.of(failure, members()));
            } else {
                throw new IllegalStateException("an outcome of another kind of request: " + answered);
            }
        }

        private Members members() {
            return host.status().members();
        }

        private void fail(Failure failure) {
            metrics.failures.increment();
            send(failed.apply(failure));
        }

        private void send(T reply) {
            if (((ServerCallStreamObserver<T>) observer).isCancelled()) {
                return;
            }
            observer.onNext(reply);
            observer.onCompleted();
        }
    }
}
