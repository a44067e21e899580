package refute.kv.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.MalformedBytesException;
import refute.kv.state.Answer;
import refute.kv.state.Change;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.Result;
import refute.kv.state.Versioned;
import refute.kv.wire.v1.LogRecord;
import refute.kv.wire.v1.ReadReply;
import refute.kv.wire.v1.StepOutcome;
import refute.kv.wire.v1.WatchReply;
import refute.kv.wire.v1.WriteReply;

/** What clients are told, as protocol buffers. */
public final class AnswerCodec {
    private AnswerCodec() {}

    /** Puts a result that is no failure into a reply. */
    public static void encode(WriteReply.Builder out, Result result) {
        switch (result) {
            case Result.Written written -> {
                out.setRevision(written.revision()).setSucceeded(written.succeeded());
                for (Optional<Versioned> found : written.found()) {
                    StepOutcome.Builder outcome = StepOutcome.newBuilder();
                    found.ifPresent(versioned -> outcome.setFound(encode(versioned)));
                    out.addOutcomes(outcome);
                }
            }
            case Result.Appended appended ->
                out.setRevision(appended.revision())
                        .setOffset(appended.offset())
                        .setSucceeded(true);
            case Result.Trimmed trimmed ->
                out.setRevision(trimmed.revision()).setOffset(trimmed.first()).setSucceeded(true);
            case Result.SessionOpened opened ->
                out.setClient(opened.client()).setRevision(opened.client()).setSucceeded(true);
            case Result.SessionsExpired expired -> out.setSucceeded(true);
            case Result.SessionUnknown unknown -> throw new IllegalArgumentException("a failure: " + unknown);
            case Result.SessionStale stale -> throw new IllegalArgumentException("a failure: " + stale);
        }
    }

    /** Returns the result of a reply to that operation. */
    public static Result result(Operation operation, WriteReply in) {
        return switch (operation) {
            case Operation.Append append -> new Result.Appended(in.getRevision(), in.getOffset());
            case Operation.Trim trim -> new Result.Trimmed(in.getRevision(), in.getOffset());
            case Operation.OpenSession open -> new Result.SessionOpened(in.getClient());
            case Operation.ExpireSessions expire -> new Result.SessionsExpired(0);
            case Operation.Put put -> written(in);
            case Operation.Delete delete -> written(in);
            case Operation.CompareAndSet set -> written(in);
            case Operation.Transaction transaction -> written(in);
        };
    }

    private static Result written(WriteReply in) {
        List<Optional<Versioned>> found = new ArrayList<>();
        for (StepOutcome outcome : in.getOutcomesList()) {
            found.add(outcome.hasFound() ? Optional.of(decode(outcome.getFound())) : Optional.empty());
        }
        return new Result.Written(in.getRevision(), in.getSucceeded(), found);
    }

    /** Puts an answer into a reply. */
    public static void encode(ReadReply.Builder out, Answer answer) {
        switch (answer) {
            case Answer.Got got -> got.versioned().ifPresent(versioned -> out.addFound(encode(versioned)));
            case Answer.Scanned scanned -> {
                scanned.found().forEach(versioned -> out.addFound(encode(versioned)));
                out.setMore(scanned.more());
            }
            case Answer.LogRead read -> {
                out.setFirstOffset(read.first()).setNextOffset(read.next()).setMore(read.more());
                long offset = read.start();
                for (Bytes data : read.records()) {
                    out.addRecords(LogRecord.newBuilder().setOffset(offset++).setData(WireBytes.of(data)));
                }
            }
        }
    }

    /** Returns the answer of a reply to that query. */
    public static Answer answer(Query query, ReadReply in) {
        return switch (query) {
            case Query.Get get ->
                new Answer.Got(in.getFoundCount() == 0 ? Optional.empty() : Optional.of(decode(in.getFound(0))));
            case Query.Scan scan ->
                new Answer.Scanned(
                        in.getFoundList().stream().map(AnswerCodec::decode).toList(), in.getMore());
            case Query.ReadLog read -> {
                List<Bytes> records = new ArrayList<>();
                long start = in.getRecordsCount() == 0
                        ? in.getNextOffset()
                        : in.getRecords(0).getOffset();
                for (LogRecord record : in.getRecordsList()) {
                    if (record.getOffset() != start + records.size()) {
                        throw new MalformedBytesException("a stream with a gap at " + record.getOffset());
                    }
                    records.add(WireBytes.of(record.getData()));
                }
                yield new Answer.LogRead(in.getFirstOffset(), in.getNextOffset(), start, records, in.getMore());
            }
        };
    }

    /** Returns the changes of one revision for the wire. */
    public static WatchReply encode(long revision, List<Change> changes) {
        WatchReply.Builder out = WatchReply.newBuilder().setRevision(revision);
        for (Change change : changes) {
            refute.kv.wire.v1.Change.Builder body =
                    refute.kv.wire.v1.Change.newBuilder().setKey(WireBytes.of(change.key()));
            change.value().ifPresent(value -> body.setValue(WireBytes.of(value)));
            out.addChanges(body);
        }
        return out.build();
    }

    /** Returns the changes of a reply. */
    public static List<Change> changes(WatchReply in) {
        return in.getChangesList().stream()
                .map(change -> new Change(
                        WireBytes.of(change.getKey()),
                        change.hasValue() ? Optional.of(WireBytes.of(change.getValue())) : Optional.empty()))
                .toList();
    }

    private static refute.kv.wire.v1.Versioned encode(Versioned versioned) {
        return refute.kv.wire.v1.Versioned.newBuilder()
                .setKey(WireBytes.of(versioned.key()))
                .setValue(WireBytes.of(versioned.value()))
                .setRevision(versioned.revision())
                .build();
    }

    private static Versioned decode(refute.kv.wire.v1.Versioned in) {
        return new Versioned(WireBytes.of(in.getKey()), WireBytes.of(in.getValue()), in.getRevision());
    }
}
