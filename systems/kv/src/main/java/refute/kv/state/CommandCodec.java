package refute.kv.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.BytesReader;
import refute.kv.BytesWriter;
import refute.kv.MalformedBytesException;
import refute.kv.state.Operation.Condition;
import refute.kv.state.Operation.Step;

/** Commands as bytes. The numbers below are in every log ever written: they are added to, never changed. */
final class CommandCodec {
    private static final int PUT = 1;
    private static final int DELETE = 2;
    private static final int COMPARE_AND_SET = 3;
    private static final int TRANSACTION = 4;
    private static final int APPEND = 5;
    private static final int TRIM = 6;
    private static final int OPEN_SESSION = 7;
    private static final int EXPIRE_SESSIONS = 8;

    private CommandCodec() {}

    static Bytes encode(Command command) {
        BytesWriter out = new BytesWriter();
        out.putNumber(command.client()).putNumber(command.sequence());
        switch (command.operation()) {
            case Operation.Put put -> out.putByte(PUT).putBytes(put.key()).putBytes(put.value());
            case Operation.Delete delete -> out.putByte(DELETE).putBytes(delete.key());
            case Operation.CompareAndSet set -> {
                out.putByte(COMPARE_AND_SET).putBytes(set.key());
                putOptional(out, set.expected());
                putOptional(out, set.replacement());
            }
            case Operation.Transaction transaction -> putTransaction(out.putByte(TRANSACTION), transaction);
            case Operation.Append append ->
                out.putByte(APPEND).putBytes(append.stream()).putBytes(append.data());
            case Operation.Trim trim ->
                out.putByte(TRIM).putBytes(trim.stream()).putNumber(trim.before());
            case Operation.OpenSession open -> out.putByte(OPEN_SESSION);
            case Operation.ExpireSessions expire -> out.putByte(EXPIRE_SESSIONS).putNumber(expire.idleBefore());
        }
        return out.toBytes();
    }

    static Command decode(Bytes payload) {
        BytesReader in = new BytesReader(payload);
        long client = in.getNumber();
        long sequence = in.getNumber();
        int kind = in.getByte();
        Operation operation = switch (kind) {
            case PUT -> new Operation.Put(in.getBytes(), in.getBytes());
            case DELETE -> new Operation.Delete(in.getBytes());
            case COMPARE_AND_SET -> new Operation.CompareAndSet(in.getBytes(), getOptional(in), getOptional(in));
            case TRANSACTION -> getTransaction(in);
            case APPEND -> new Operation.Append(in.getBytes(), in.getBytes());
            case TRIM -> new Operation.Trim(in.getBytes(), in.getNumber());
            case OPEN_SESSION -> new Operation.OpenSession();
            case EXPIRE_SESSIONS -> new Operation.ExpireSessions(in.getNumber());
            default -> throw new MalformedBytesException("no operation has number " + kind);
        };
        in.expectEnd();
        return new Command(client, sequence, operation);
    }

    private static void putTransaction(BytesWriter out, Operation.Transaction transaction) {
        out.putNumber(transaction.conditions().size());
        for (Condition condition : transaction.conditions()) {
            switch (condition) {
                case Condition.ValueIs is -> out.putByte(1).putBytes(is.key()).putBytes(is.value());
                case Condition.Absent absent -> out.putByte(2).putBytes(absent.key());
                case Condition.RevisionIs is ->
                    out.putByte(3).putBytes(is.key()).putNumber(is.revision());
            }
        }
        putSteps(out, transaction.then());
        putSteps(out, transaction.otherwise());
    }

    private static void putSteps(BytesWriter out, List<Step> steps) {
        out.putNumber(steps.size());
        for (Step step : steps) {
            switch (step) {
                case Step.Get get -> out.putByte(1).putBytes(get.key());
                case Step.Put put -> out.putByte(2).putBytes(put.key()).putBytes(put.value());
                case Step.Delete delete -> out.putByte(3).putBytes(delete.key());
            }
        }
    }

    private static Operation.Transaction getTransaction(BytesReader in) {
        int count = in.getCount();
        List<Condition> conditions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int kind = in.getByte();
            conditions.add(
                    switch (kind) {
                        case 1 -> new Condition.ValueIs(in.getBytes(), in.getBytes());
                        case 2 -> new Condition.Absent(in.getBytes());
                        case 3 -> new Condition.RevisionIs(in.getBytes(), in.getNumber());
                        default -> throw new MalformedBytesException("no condition has number " + kind);
                    });
        }
        return new Operation.Transaction(conditions, getSteps(in), getSteps(in));
    }

    private static List<Step> getSteps(BytesReader in) {
        int count = in.getCount();
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int kind = in.getByte();
            steps.add(
                    switch (kind) {
                        case 1 -> new Step.Get(in.getBytes());
                        case 2 -> new Step.Put(in.getBytes(), in.getBytes());
                        case 3 -> new Step.Delete(in.getBytes());
                        default -> throw new MalformedBytesException("no step has number " + kind);
                    });
        }
        return steps;
    }

    static void putOptional(BytesWriter out, Optional<Bytes> bytes) {
        out.putBoolean(bytes.isPresent());
        bytes.ifPresent(out::putBytes);
    }

    static Optional<Bytes> getOptional(BytesReader in) {
        return in.getBoolean() ? Optional.of(in.getBytes()) : Optional.empty();
    }
}
