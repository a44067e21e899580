package refute.kv.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import refute.kv.Bytes;
import refute.kv.state.SnapshotMap.Cursor;

/**
 * The replicated state: keys with revisions, streams, sessions, and the latest changes for watches. A function of the applied entries
 * alone. The revision of a change is the index of its entry.
 *
 * <p>Every applied entry and its result go into a hash chain, so that two members that applied the same must show the same hash, and a
 * divergence is seen at the first index at which it is there.
 *
 * <p>Not safe for threads.
 */
public final class StateMachine {
    /** Sessions at most; the one idle for longest gives way. A constant of the format: all members must agree on it. */
    static final int SESSIONS_MAX = 10_000;

    /** Revisions kept for watches at most; likewise a constant of the format. */
    static final int HISTORY_MAX = 10_000;

    private static final int ANSWER_BYTES_MAX = 2 * 1024 * 1024;

    private StateData data;
    private Writes writes;

    /** The empty state. */
    public StateMachine() {
        this(new StateData());
    }

    private StateMachine(StateData data) {
        this.data = data;
        this.writes = new Writes(data);
    }

    /** Returns a state machine that goes on from the image. */
    public static StateMachine of(StateImage image) {
        return new StateMachine(StateData.thaw(image));
    }

    /** Replaces the whole state. */
    public void restore(StateImage image) {
        data = StateData.thaw(image);
        writes = new Writes(data);
    }

    /** Returns the state as it is now. */
    public StateImage freeze() {
        return data.freeze();
    }

    /** Returns the hash chain over all applied entries and their results. */
    public long hash() {
        return data.hash;
    }

    /**
     * Applies a command.
     *
     * @param index the index of its entry, above all earlier ones
     * @param command the command
     * @param payload the command as the entry holds it
     */
    public Result apply(long index, Command command, Bytes payload) {
        Result result = command.hasSession() ? applyInSession(index, command) : perform(index, command);
        data.hash = Mixer.mix(Mixer.mix(Mixer.mix(data.hash, index), payload), result);
        return result;
    }

    /** Takes note of an entry that changes nothing here (a no-op or a membership change). */
    public void pass(long index) {
        data.hash = Mixer.mix(data.hash, index);
    }

    /** Returns the changes of a revision, or none. */
    public List<Change> changesAt(long revision) {
        return data.history.get(revision).orElse(List.of());
    }

    /** Returns the last revision whose changes are forgotten. */
    public long compacted() {
        return data.compacted;
    }

    /** Passes the kept changes from a revision on, in order, to the visitor. */
    public void visitChangesFrom(long revision, ChangeVisitor visitor) {
        Cursor<Long, List<Change>> cursor = data.history.cursorFrom(revision);
        while (cursor.next()) {
            visitor.visit(cursor.key(), cursor.value());
        }
    }

    /** Returns the offset that the next append to the stream would get. */
    public long nextOffset(Bytes stream) {
        return data.streams.get(stream).orElse(LogBounds.EMPTY).next();
    }

    /** Returns the number of open sessions. */
    public int sessionCount() {
        return data.sessions.size();
    }

    /** Returns the number of keys. */
    public int keyCount() {
        return data.keys.size();
    }

    /** Returns whether a session applied nothing at or after that index. */
    public boolean hasSessionIdleSince(long index) {
        Cursor<Long, Session> cursor = data.sessions.cursor();
        while (cursor.next()) {
            if (cursor.value().activeAt() < index) {
                return true;
            }
        }
        return false;
    }

    /** Answers a query from the state as it is now. */
    public Answer query(Query query) {
        return switch (query) {
            case Query.Get get -> new Answer.Got(data.keys.get(get.key()));
            case Query.Scan scan -> scan(scan);
            case Query.ReadLog read -> readLog(read);
        };
    }

    private Result applyInSession(long index, Command command) {
        Optional<Session> known = data.sessions.get(command.client());
        if (known.isEmpty()) {
            return new Result.SessionUnknown();
        }
        Session session = known.get();
        if (command.sequence() == session.lastSequence()) {
            return session.lastResult();
        }
        if (command.sequence() < session.lastSequence()) {
            return new Result.SessionStale(session.lastSequence());
        }
        Result result = perform(index, command);
        data.sessions.put(command.client(), new Session(command.sequence(), result, index));
        return result;
    }

    private Result perform(long index, Command command) {
        return switch (command.operation()) {
            case Operation.Append append -> append(index, append);
            case Operation.Trim trim -> trim(index, trim);
            case Operation.OpenSession open -> openSession(index);
            case Operation.ExpireSessions expire -> expire(expire.idleBefore());
            case Operation.Put put -> writes.put(index, put);
            case Operation.Delete delete -> writes.delete(index, delete);
            case Operation.CompareAndSet set -> writes.compareAndSet(index, set);
            case Operation.Transaction transaction -> writes.transaction(index, transaction);
        };
    }

    private Result append(long index, Operation.Append append) {
        LogBounds bounds = data.streams.get(append.stream()).orElse(LogBounds.EMPTY);
        data.records.put(new LogPosition(append.stream(), bounds.next()), append.data());
        data.streams.put(append.stream(), new LogBounds(bounds.first(), bounds.next() + 1));
        return new Result.Appended(index, bounds.next());
    }

    private Result trim(long index, Operation.Trim trim) {
        LogBounds bounds = data.streams.get(trim.stream()).orElse(LogBounds.EMPTY);
        long first = Math.max(bounds.first(), Math.min(trim.before(), bounds.next()));
        for (long offset = bounds.first(); offset < first; offset++) {
            data.records.remove(new LogPosition(trim.stream(), offset));
        }
        if (first != bounds.first()) {
            data.streams.put(trim.stream(), new LogBounds(first, bounds.next()));
        }
        return new Result.Trimmed(index, first);
    }

    private Result openSession(long index) {
        if (data.sessions.size() >= SESSIONS_MAX) {
            Cursor<Long, Session> cursor = data.sessions.cursor();
            long idlest = 0;
            long idleSince = Long.MAX_VALUE;
            while (cursor.next()) {
                if (cursor.value().activeAt() < idleSince) {
                    idleSince = cursor.value().activeAt();
                    idlest = cursor.key();
                }
            }
            data.sessions.remove(idlest);
        }
        Result result = new Result.SessionOpened(index);
        data.sessions.put(index, new Session(0, result, index));
        return result;
    }

    private Result expire(long idleBefore) {
        List<Long> expired = new ArrayList<>();
        Cursor<Long, Session> cursor = data.sessions.cursor();
        while (cursor.next()) {
            if (cursor.value().activeAt() < idleBefore) {
                expired.add(cursor.key());
            }
        }
        expired.forEach(data.sessions::remove);
        return new Result.SessionsExpired(expired.size());
    }

    private Answer scan(Query.Scan scan) {
        List<Versioned> found = new ArrayList<>();
        Cursor<Bytes, Versioned> cursor = data.keys.cursorFrom(scan.from());
        long bytes = 0;
        while (cursor.next()) {
            Bytes key = cursor.key();
            if (!scan.to().isEmpty() && key.compareTo(scan.to()) >= 0) {
                break;
            }
            if (found.size() == scan.limit() || bytes >= ANSWER_BYTES_MAX) {
                return new Answer.Scanned(found, true);
            }
            found.add(cursor.value());
            bytes += key.size() + cursor.value().value().size();
        }
        return new Answer.Scanned(found, false);
    }

    private Answer readLog(Query.ReadLog read) {
        LogBounds bounds = data.streams.get(read.stream()).orElse(LogBounds.EMPTY);
        long start = Math.min(Math.max(read.from(), bounds.first()), bounds.next());
        List<Bytes> found = new ArrayList<>();
        Cursor<LogPosition, Bytes> cursor = data.records.cursorFrom(new LogPosition(read.stream(), start));
        long bytes = 0;
        boolean more = false;
        while (cursor.next() && cursor.key().stream().equals(read.stream())) {
            if (found.size() == read.limit() || bytes >= ANSWER_BYTES_MAX) {
                more = true;
                break;
            }
            found.add(cursor.value());
            bytes += cursor.value().size();
        }
        return new Answer.LogRead(bounds.first(), bounds.next(), start, found, more);
    }

    /** Takes the changes of one revision. */
    public interface ChangeVisitor {
        /** Takes the changes. */
        void visit(long revision, List<Change> changes);
    }
}
