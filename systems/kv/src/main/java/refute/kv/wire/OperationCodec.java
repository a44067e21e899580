package refute.kv.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.MalformedBytesException;
import refute.kv.raft.Consistency;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.wire.v1.Append;
import refute.kv.wire.v1.CompareAndSet;
import refute.kv.wire.v1.Condition;
import refute.kv.wire.v1.Delete;
import refute.kv.wire.v1.Get;
import refute.kv.wire.v1.OpenSession;
import refute.kv.wire.v1.Put;
import refute.kv.wire.v1.ReadLog;
import refute.kv.wire.v1.ReadRequest;
import refute.kv.wire.v1.Scan;
import refute.kv.wire.v1.Session;
import refute.kv.wire.v1.Step;
import refute.kv.wire.v1.Transaction;
import refute.kv.wire.v1.Trim;
import refute.kv.wire.v1.WriteRequest;

/** What clients ask, as protocol buffers. */
public final class OperationCodec {
    private OperationCodec() {}

    /** Puts a command into a request. */
    public static void encode(WriteRequest.Builder out, Command command) {
        if (command.hasSession()) {
            out.setSession(Session.newBuilder().setClient(command.client()).setSequence(command.sequence()));
        }
        switch (command.operation()) {
            case Operation.Put put ->
                out.setPut(Put.newBuilder().setKey(WireBytes.of(put.key())).setValue(WireBytes.of(put.value())));
            case Operation.Delete delete -> out.setDelete(Delete.newBuilder().setKey(WireBytes.of(delete.key())));
            case Operation.CompareAndSet set -> {
                CompareAndSet.Builder body = CompareAndSet.newBuilder().setKey(WireBytes.of(set.key()));
                set.expected().ifPresent(value -> body.setExpected(WireBytes.of(value)));
                set.replacement().ifPresent(value -> body.setReplacement(WireBytes.of(value)));
                out.setCompareAndSet(body);
            }
            case Operation.Transaction transaction -> out.setTransaction(transaction(transaction));
            case Operation.Append append ->
                out.setAppend(Append.newBuilder()
                        .setStream(WireBytes.of(append.stream()))
                        .setData(WireBytes.of(append.data())));
            case Operation.Trim trim ->
                out.setTrim(
                        Trim.newBuilder().setStream(WireBytes.of(trim.stream())).setBefore(trim.before()));
            case Operation.OpenSession open -> out.setOpenSession(OpenSession.getDefaultInstance());
            case Operation.ExpireSessions expire ->
                throw new IllegalArgumentException("only the leader ends sessions by age");
        }
    }

    /**
     * Returns the command of a request.
     *
     * @throws MalformedBytesException if there is none
     */
    public static Command command(WriteRequest in) {
        try {
            return new Command(in.getSession().getClient(), in.getSession().getSequence(), operation(in));
        } catch (IllegalArgumentException e) {
            throw new MalformedBytesException(String.valueOf(e.getMessage()));
        }
    }

    private static Operation operation(WriteRequest in) {
        return switch (in.getOperationCase()) {
            case PUT ->
                new Operation.Put(
                        WireBytes.of(in.getPut().getKey()),
                        WireBytes.of(in.getPut().getValue()));
            case DELETE -> new Operation.Delete(WireBytes.of(in.getDelete().getKey()));
            case COMPARE_AND_SET -> {
                CompareAndSet set = in.getCompareAndSet();
                yield new Operation.CompareAndSet(
                        WireBytes.of(set.getKey()),
                        set.hasExpected() ? Optional.of(WireBytes.of(set.getExpected())) : Optional.empty(),
                        set.hasReplacement() ? Optional.of(WireBytes.of(set.getReplacement())) : Optional.empty());
            }
            case TRANSACTION -> transaction(in.getTransaction());
            case APPEND ->
                new Operation.Append(
                        WireBytes.of(in.getAppend().getStream()),
                        WireBytes.of(in.getAppend().getData()));
            case TRIM ->
                new Operation.Trim(
                        WireBytes.of(in.getTrim().getStream()),
                        notNegative("an offset", in.getTrim().getBefore()));
            case OPEN_SESSION -> new Operation.OpenSession();
            case OPERATION_NOT_SET -> throw new MalformedBytesException("a write without an operation");
        };
    }

    private static Transaction transaction(Operation.Transaction transaction) {
        Transaction.Builder out = Transaction.newBuilder();
        for (Operation.Condition condition : transaction.conditions()) {
            Condition.Builder body = Condition.newBuilder().setKey(WireBytes.of(condition.key()));
            switch (condition) {
                case Operation.Condition.ValueIs is -> body.setValue(WireBytes.of(is.value()));
                case Operation.Condition.Absent absent -> body.setAbsent(true);
                case Operation.Condition.RevisionIs is -> body.setRevision(is.revision());
            }
            out.addConditions(body);
        }
        transaction.then().forEach(step -> out.addThen(step(step)));
        transaction.otherwise().forEach(step -> out.addOtherwise(step(step)));
        return out.build();
    }

    private static Step step(Operation.Step step) {
        return switch (step) {
            case Operation.Step.Get get ->
                Step.newBuilder().setGet(WireBytes.of(get.key())).build();
            case Operation.Step.Put put ->
                Step.newBuilder()
                        .setPut(Put.newBuilder().setKey(WireBytes.of(put.key())).setValue(WireBytes.of(put.value())))
                        .build();
            case Operation.Step.Delete delete ->
                Step.newBuilder().setDelete(WireBytes.of(delete.key())).build();
        };
    }

    private static Operation.Transaction transaction(Transaction in) {
        List<Operation.Condition> conditions = new ArrayList<>();
        for (Condition condition : in.getConditionsList()) {
            Bytes key = WireBytes.of(condition.getKey());
            conditions.add(
                    switch (condition.getTestCase()) {
                        case VALUE -> new Operation.Condition.ValueIs(key, WireBytes.of(condition.getValue()));
                        case ABSENT -> new Operation.Condition.Absent(key);
                        case REVISION ->
                            new Operation.Condition.RevisionIs(key, notNegative("a revision", condition.getRevision()));
                        case TEST_NOT_SET -> throw new MalformedBytesException("a condition that tests nothing");
                    });
        }
        return new Operation.Transaction(conditions, steps(in.getThenList()), steps(in.getOtherwiseList()));
    }

    private static List<Operation.Step> steps(List<Step> in) {
        List<Operation.Step> steps = new ArrayList<>();
        for (Step step : in) {
            steps.add(
                    switch (step.getStepCase()) {
                        case GET -> new Operation.Step.Get(WireBytes.of(step.getGet()));
                        case PUT ->
                            new Operation.Step.Put(
                                    WireBytes.of(step.getPut().getKey()),
                                    WireBytes.of(step.getPut().getValue()));
                        case DELETE -> new Operation.Step.Delete(WireBytes.of(step.getDelete()));
                        case STEP_NOT_SET -> throw new MalformedBytesException("a step that does nothing");
                    });
        }
        return steps;
    }

    /** Puts a query into a request. */
    public static void encode(ReadRequest.Builder out, Query query, Consistency consistency) {
        out.setConsistency(
                switch (consistency) {
                    case LINEARIZABLE -> refute.kv.wire.v1.Consistency.LINEARIZABLE;
                    case LEASE -> refute.kv.wire.v1.Consistency.LEASE;
                    case STALE -> refute.kv.wire.v1.Consistency.STALE;
                });
        switch (query) {
            case Query.Get get -> out.setGet(Get.newBuilder().setKey(WireBytes.of(get.key())));
            case Query.Scan scan ->
                out.setScan(Scan.newBuilder()
                        .setFrom(WireBytes.of(scan.from()))
                        .setTo(WireBytes.of(scan.to()))
                        .setLimit(scan.limit()));
            case Query.ReadLog read ->
                out.setReadLog(ReadLog.newBuilder()
                        .setStream(WireBytes.of(read.stream()))
                        .setFrom(read.from())
                        .setLimit(read.limit()));
        }
    }

    /**
     * Returns the query of a request.
     *
     * @throws MalformedBytesException if there is none
     */
    public static Query query(ReadRequest in) {
        try {
            return switch (in.getQueryCase()) {
                case GET -> new Query.Get(WireBytes.of(in.getGet().getKey()));
                case SCAN -> {
                    Scan scan = in.getScan();
                    yield new Query.Scan(WireBytes.of(scan.getFrom()), WireBytes.of(scan.getTo()), scan.getLimit());
                }
                case READ_LOG -> {
                    ReadLog read = in.getReadLog();
                    yield new Query.ReadLog(WireBytes.of(read.getStream()), read.getFrom(), read.getLimit());
                }
                case QUERY_NOT_SET -> throw new MalformedBytesException("a read without a query");
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedBytesException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the consistency of a request. */
    public static Consistency consistency(ReadRequest in) {
        return switch (in.getConsistency()) {
            case LINEARIZABLE -> Consistency.LINEARIZABLE;
            case LEASE -> Consistency.LEASE;
            case STALE -> Consistency.STALE;
            case UNRECOGNIZED -> throw new MalformedBytesException("an unknown consistency");
        };
    }

    private static long notNegative(String what, long value) {
        if (value < 0) {
            throw new MalformedBytesException(what + " is out of range");
        }
        return value;
    }
}
