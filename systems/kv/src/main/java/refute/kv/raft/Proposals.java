package refute.kv.raft;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import refute.kv.Bytes;
import refute.kv.mutant.Mutant;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Result;

/**
 * Who waits for which entry. A request is answered when its index is applied: with its result if the entry is still its own, and with "it did
 * not happen" if another leader's took its place. A leader that is deposed forgets nothing: its entries may still be committed.
 */
final class Proposals {
    /** How much may wait to be committed: a leader whose disk or followers are slow must refuse before it runs out of memory. */
    static final long WAITING_BYTES_MAX = 64L << 20;

    private final Variables v;
    private final Replication replication;
    private final NavigableMap<Place, Pending> byPlace = new TreeMap<>();
    private final Map<Long, Place> byRequest = new HashMap<>();
    private long waitingBytes;

    private record Place(long index, long term) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = Long.compare(index, other.index);
            return order != 0 ? order : Long.compare(term, other.term);
        }
    }

    /** The offset is mutant M27's only. */
    private record Pending(long request, long guessedOffset, int bytes) {}

    Proposals(Variables variables, Replication replication) {
        this.v = variables;
        this.replication = replication;
    }

    /**
     * Adds a command to the log, or says why not.
     *
     * @param closed whether leadership is being handed over
     */
    void onPropose(Input.Propose propose, boolean closed) {
        if (!v.isLeader()) {
            v.fail(propose.request(), Outcome.Reason.NOT_LEADER);
        } else if (isTooLarge(propose.command().operation())) {
            v.fail(propose.request(), Outcome.Reason.TOO_LARGE);
        } else if (closed || byPlace.size() >= v.settings.limits().pending() || waitingBytes >= WAITING_BYTES_MAX) {
            v.fail(propose.request(), Outcome.Reason.BUSY);
        } else {
            long guess = v.mutants.has(Mutant.M27) && propose.command().operation() instanceof Operation.Append append
                    ? v.machine.nextOffset(append.stream())
                    : -1;
            Entry entry =
                    replication.append(Entry.Kind.COMMAND, propose.command().encode());
            await(propose.request(), entry, guess);
        }
    }

    /** Remembers that a request waits for that entry. */
    void await(long request, Entry entry) {
        await(request, entry, -1);
    }

    private void await(long request, Entry entry, long guess) {
        Place place = new Place(entry.index(), entry.term());
        int bytes = entry.payload().size();
        waitingBytes += bytes;
        byPlace.put(place, new Pending(request, guess, bytes));
        byRequest.put(request, place);
    }

    void cancel(long request) {
        Place place = byRequest.remove(request);
        if (place != null) {
            Pending pending = byPlace.remove(place);
            waitingBytes -= pending == null ? 0 : pending.bytes();
        }
    }

    private Pending removeFirst() {
        Pending first = byPlace.pollFirstEntry().getValue();
        byRequest.remove(first.request());
        waitingBytes -= first.bytes();
        return first;
    }

    /** An entry was applied; answers everybody who waits for its index. */
    void applied(Entry entry, Outcome outcome) {
        while (!byPlace.isEmpty() && byPlace.firstKey().index() <= entry.index()) {
            Place place = byPlace.firstKey();
            Pending pending = removeFirst();
            if (place.term() != entry.term()) {
                v.fail(pending.request(), Outcome.Reason.OVERWRITTEN);
            } else {
                v.reply(pending.request(), pending.guessedOffset() < 0 ? outcome : guessed(pending, outcome));
            }
        }
    }

    /** A snapshot took the place of all entries up to that index: what became of them is not known here. */
    void skippedTo(long index) {
        while (!byPlace.isEmpty() && byPlace.firstKey().index() <= index) {
            v.fail(removeFirst().request(), Outcome.Reason.LEADERSHIP_LOST);
        }
    }

    private static Outcome guessed(Pending pending, Outcome outcome) {
        return outcome instanceof Outcome.Done done && done.result() instanceof Result.Appended appended
                ? new Outcome.Done(done.index(), new Result.Appended(appended.revision(), pending.guessedOffset()))
                : outcome;
    }

    private boolean isTooLarge(Operation operation) {
        return switch (operation) {
            case Operation.Put put -> isLong(put.key()) || isLarge(put.value());
            case Operation.Delete delete -> isLong(delete.key());
            case Operation.CompareAndSet set ->
                isLong(set.key())
                        || set.expected().filter(this::isLarge).isPresent()
                        || set.replacement().filter(this::isLarge).isPresent();
            case Operation.Transaction transaction ->
                isLarge(Command.of(transaction).encode());
            case Operation.Append append -> isLong(append.stream()) || isLarge(append.data());
            case Operation.Trim trim -> isLong(trim.stream());
            case Operation.OpenSession open -> false;
            case Operation.ExpireSessions expire -> false;
        };
    }

    private boolean isLong(Bytes key) {
        return key.size() > v.settings.limits().keyBytes();
    }

    private boolean isLarge(Bytes value) {
        return value.size() > v.settings.limits().valueBytes();
    }
}
