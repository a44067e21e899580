package refute.specs.revision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/** The revisions of one key so far, in the order in which a history tells of them. Owned by one thread. */
final class KeyRevisions {
    static final int WITNESSES_MAX = 10;
    private static final int NONE = -1;

    private final History history;
    /** The completion with the greatest revision so far. */
    private int greatest = NONE;
    /** For each open operation, what {@link #greatest} was when it began: all that it must not be behind. */
    private final Map<Integer, Integer> greatestAtBegin = new HashMap<>();
    /** For each revision the first completion that told it, and the one that made it. */
    private final Map<Long, Integer> tellers = new HashMap<>();

    private final Map<Long, Integer> makers = new HashMap<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private long compared;
    private long told;
    private long contradictions;

    KeyRevisions(History history) {
        this.history = history;
    }

    void begin(int invocation) {
        greatestAtBegin.put(invocation, greatest);
    }

    /** An acknowledgement. */
    void end(int at) {
        int before = Objects.requireNonNull(greatestAtBegin.remove(history.partner(at)), "an end without a begin");
        long revision = history.revision(at);
        told += revision == 0 ? 0 : 1;
        if (revision == 0 && !isReadOfNothing(at)) {
            return;
        }
        compared++;
        if (before != NONE && isBehind(at, before)) {
            contradiction("revision-went-back", before, at, " before that began");
        }
        if (isWrite(at)) {
            Integer other = makers.putIfAbsent(revision, at);
            if (other != null) {
                contradiction("revision-made-twice", other, at, ": two writes made one revision");
            }
        }
        Integer other = tellers.putIfAbsent(revision, at);
        if (other != null && !value(other).equals(value(at))) {
            contradiction("revision-of-two-values", other, at, ": one revision, two values");
        }
        if (greatest == NONE || revision > history.revision(greatest)) {
            greatest = at;
        }
    }

    long compared() {
        return compared;
    }

    /** How many told a revision that is not 0. */
    long told() {
        return told;
    }

    long contradictions() {
        return contradictions;
    }

    /** The first of them. */
    List<Witness> witnesses() {
        return witnesses;
    }

    private boolean isBehind(int at, int before) {
        long revision = history.revision(at);
        long least = history.revision(before);
        return isWrite(at) ? revision <= least : revision < least;
    }

    private boolean isWrite(int at) {
        return !history.function(at).equals("read");
    }

    private boolean isReadOfNothing(int at) {
        return !isWrite(at) && history.value(at).equals(Value.NIL);
    }

    /** The value that the register holds at the revision that is told. */
    private Value value(int at) {
        Value argument = history.value(history.partner(at));
        return switch (history.function(at)) {
            case "read" -> history.value(at);
            case "cas" ->
                argument instanceof Value.Vec pair && pair.items().size() == 2
                        ? pair.items().get(1)
                        : argument;
            default -> argument;
        };
    }

    private void contradiction(String anomaly, int earlier, int later, String how) {
        contradictions++;
        if (witnesses.size() == WITNESSES_MAX) {
            return;
        }
        String sentence = told(later) + ", but " + told(earlier) + how;
        List<Operation> operations = Stream.of(earlier, later)
                .map(history::partner)
                .sorted()
                .map(history::operation)
                .toList();
        witnesses.add(new Witness.Contradiction(sentence, anomaly, operations));
    }

    /** "process 3 read 4 of key 7 at revision 12 (1.204 s to 1.206 s)". */
    private String told(int at) {
        String did = switch (history.function(at)) {
            case "read" -> " read ";
            case "cas" -> " compared and set ";
            default -> " wrote ";
        };
        Value key = history.key(at);
        return "process " + history.process(at) + did + value(at) + (key.equals(Value.NIL) ? "" : " of key " + key)
                + " at revision " + history.revision(at) + " (" + time(history.partner(at)) + " to " + time(at) + ")";
    }

    private String time(int at) {
        return String.format(Locale.ROOT, "%.3f s", history.timeNanos(at) / 1e9);
    }
}
