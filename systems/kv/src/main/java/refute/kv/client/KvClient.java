package refute.kv.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import refute.kv.Bytes;
import refute.kv.GroupId;
import refute.kv.mutant.Mutants;
import refute.kv.raft.Consistency;
import refute.kv.state.Answer;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.Result;
import refute.kv.state.Versioned;
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
import refute.service.Departure;

/**
 * Talks to one server of a cluster at a time. Each call makes at most one request and waits for its answer, at most for the time-out given;
 * nothing is repeated. After "not the leader" or a broken connection, the <em>next</em> call goes elsewhere.
 *
 * <p>Safe for threads.
 */
public final class KvClient implements Closeable {
    private static final Header HEADER =
            Header.newBuilder().setGroup(GroupId.FIRST.number()).build();

    private final Endpoints endpoints;
    private final Duration timeout;

    private KvClient(Endpoints endpoints, Duration timeout) {
        this.endpoints = endpoints;
        this.timeout = timeout;
    }

    /** Returns a client that starts with the first address (host and port) and follows the leader. */
    public static KvClient connect(List<String> addresses, Duration timeout) {
        return new KvClient(new Endpoints(addresses, true), timeout);
    }

    /** Returns a client that stays with the addresses it was given, whatever servers say: each may be a proxy's. */
    public static KvClient connectOnlyTo(List<String> addresses, Duration timeout) {
        return new KvClient(new Endpoints(addresses, false), timeout);
    }

    /** Returns the address that the next call goes to. */
    public String target() {
        return endpoints.current();
    }

    /** Sets a key; returns the revision. */
    public long put(Bytes key, Bytes value) throws KvException {
        return written(write(new Operation.Put(key, value))).revision();
    }

    /** Removes a key; returns whether it existed. */
    public boolean delete(Bytes key) throws KvException {
        return written(write(new Operation.Delete(key))).succeeded();
    }

    /** Replaces a value if it is the expected one (empty: absent); returns whether it was. */
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) throws KvException {
        return written(write(new Operation.CompareAndSet(key, expected, replacement)))
                .succeeded();
    }

    /** Does a transaction. */
    public Result.Written transact(Operation.Transaction transaction) throws KvException {
        return written(write(transaction));
    }

    /** Adds a record to a stream; returns its offset. */
    public long append(Bytes stream, Bytes data) throws KvException {
        return ((Result.Appended) write(new Operation.Append(stream, data))).offset();
    }

    /** Forgets the beginning of a stream; returns the first offset that stays. */
    public long trim(Bytes stream, long before) throws KvException {
        return ((Result.Trimmed) write(new Operation.Trim(stream, before))).first();
    }

    /** Reads a key, linearizably. */
    public Optional<Versioned> get(Bytes key) throws KvException {
        return get(key, Consistency.LINEARIZABLE).answer().versioned();
    }

    /** Reads a key. */
    public Reading<Answer.Got> get(Bytes key, Consistency consistency) throws KvException {
        return read(new Query.Get(key), consistency, Answer.Got.class);
    }

    /** Reads keys in order, all at one revision. */
    public Reading<Answer.Scanned> scan(Query.Scan scan, Consistency consistency) throws KvException {
        return read(scan, consistency, Answer.Scanned.class);
    }

    /** Reads records of a stream. */
    public Reading<Answer.LogRead> readLog(Query.ReadLog read, Consistency consistency) throws KvException {
        return read(read, consistency, Answer.LogRead.class);
    }

    /** Opens a session, whose writes happen once. */
    public KvSession openSession() throws KvException {
        return openSession(Mutants.switchedOn());
    }

    /** Opens a session with these bugs, for tests of whoever claims to find them; a release has no other way to get one. */
    public KvSession openSession(Mutants mutants) throws KvException {
        Result.SessionOpened opened = (Result.SessionOpened) write(new Operation.OpenSession());
        return new KvSession(this, opened.client(), timeout, mutants);
    }

    /** Does a write, outside of any session. */
    public Result write(Operation operation) throws KvException {
        return write(Command.of(operation), timeout);
    }

    Result write(Command command, Duration within) throws KvException {
        WriteRequest.Builder request = WriteRequest.newBuilder().setHeader(HEADER);
        OperationCodec.encode(request, command);
        WriteReply reply = call(true, within, stub -> stub.write(request.build()), WriteReply::getFailure);
        return AnswerCodec.result(command.operation(), reply);
    }

    private <A extends Answer> Reading<A> read(Query query, Consistency consistency, Class<A> kind) throws KvException {
        ReadRequest.Builder request = ReadRequest.newBuilder().setHeader(HEADER);
        OperationCodec.encode(request, query, consistency);
        ReadReply reply = call(false, timeout, stub -> stub.read(request.build()), ReadReply::getFailure);
        return new Reading<>(kind.cast(AnswerCodec.answer(query, reply)), reply.getRevision(), reply.getStale());
    }

    /**
     * Watches keys from a revision on (0: from now on). The watch ends with {@link KvWatch#close} or an error.
     *
     * @param from the first key
     * @param to the key to stop before; empty: to the end
     * @param fromRevision the first revision wanted
     */
    public KvWatch watch(Bytes from, Bytes to, long fromRevision) {
        return KvWatch.open(endpoints.channel(), HEADER, new KvWatch.Range(from, to, fromRevision));
    }

    /** Returns what the server is at. */
    public StatusReply status() throws KvException {
        StatusRequest request = StatusRequest.newBuilder().setHeader(HEADER).build();
        return call(false, timeout, stub -> stub.status(request), reply -> Failure.getDefaultInstance());
    }

    /** Adds a member that does not vote yet; returns the members. */
    public List<MemberInfo> addLearner(MemberInfo member) throws KvException {
        return administer(AdministerRequest.newBuilder().setAddLearner(member));
    }

    /** Makes a learner that has caught up a voter; returns the members. */
    public List<MemberInfo> promote(int node) throws KvException {
        return administer(AdministerRequest.newBuilder().setPromote(node));
    }

    /** Removes a member; returns the members. */
    public List<MemberInfo> remove(int node) throws KvException {
        return administer(AdministerRequest.newBuilder().setRemove(node));
    }

    /** Hands leadership over; returns the members. */
    public List<MemberInfo> transferLeadership(int node) throws KvException {
        return administer(AdministerRequest.newBuilder().setTransferLeadership(node));
    }

    private List<MemberInfo> administer(AdministerRequest.Builder request) throws KvException {
        request.setHeader(HEADER);
        return call(true, timeout, stub -> stub.administer(request.build()), AdministerReply::getFailure)
                .getMembersList();
    }

    private <T> T call(
            boolean write, Duration within, Function<KvGrpc.KvBlockingStub, T> request, Function<T, Failure> failure)
            throws KvException {
        String asked = endpoints.current();
        Departure departure = new Departure();
        T reply;
        try {
            reply = request.apply(KvGrpc.newBlockingStub(endpoints.channel())
                    .withInterceptors(departure)
                    .withDeadlineAfter(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (StatusRuntimeException e) {
            throw transportFailed(write && departure.departed(), asked, e);
        }
        Failure found = failure.apply(reply);
        if (found.getCode() != Failure.Code.UNSPECIFIED) {
            if (found.getCode() == Failure.Code.NOT_LEADER) {
                endpoints.leaderIs(asked, found.getLeaderAddress());
            }
            throw Kinds.exception(found);
        }
        return reply;
    }

    private KvException transportFailed(boolean mayHaveHappened, String asked, StatusRuntimeException cause) {
        endpoints.isDown(asked);
        KvException.Kind kind = cause.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
                ? KvException.Kind.TIMEOUT
                : KvException.Kind.UNREACHABLE;
        KvException exception = new KvException(kind, mayHaveHappened, asked + ": " + cause.getMessage());
        exception.initCause(cause);
        return exception;
    }

    private static Result.Written written(Result result) {
        return (Result.Written) result;
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
