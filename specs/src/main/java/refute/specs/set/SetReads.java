package refute.specs.set;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import refute.harness.BadInput;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * A history of a set in a form in which each element can be followed: elements numbered, and for each answered read the set of
 * numbers that it saw. Times are positions in the history, whose order is the order in which things happened.
 *
 * @param elements every value that was added or read, with what is known of its addition, in the order in which it came up
 * @param reads those that were answered, in the order of their invocations
 */
record SetReads(List<Element> elements, List<Read> reads) {
    /** No such position: later than all. */
    static final int NEVER = Integer.MAX_VALUE;

    /**
     * What is known of the addition of a value. If it was added more than once, of all of them.
     *
     * @param value which
     * @param invokedAt where its first addition begins; {@link #NEVER} if there was none
     * @param acknowledgedAt where it was first acknowledged; {@link #NEVER} if it was not
     * @param refused whether every addition surely did not happen
     */
    record Element(Value value, int invokedAt, int acknowledgedAt, boolean refused) {
        boolean added() {
            return invokedAt != NEVER;
        }

        boolean acknowledged() {
            return acknowledgedAt != NEVER;
        }
    }

    /**
     * An answered read.
     *
     * @param invokedAt where it begins
     * @param returnedAt where it ends
     * @param seen the numbers of the elements in it
     * @param repeated the numbers of those that were in it more than once
     */
    record Read(int invokedAt, int returnedAt, BitSet seen, BitSet repeated) {}

    /** @throws BadInput with every operation that is none of a set */
    static SetReads of(History history) {
        BadInput.Collector problems = new BadInput.Collector();
        SequencedMap<Value, Integer> numbers = new LinkedHashMap<>();
        List<Element> elements = new ArrayList<>();
        List<Read> reads = new ArrayList<>();
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) != EntryKind.INVOKE || history.process(at) < 0) {
                continue;
            }
            switch (history.function(at)) {
                case "add" -> {
                    int number = number(history.value(at), numbers, elements);
                    elements.set(number, after(elements.get(number), history, at));
                }
                case "read" -> {
                    int end = history.partner(at);
                    if (end < 0 || history.kind(end) != EntryKind.OK) {
                        continue;
                    }
                    if (history.value(end) instanceof Value.Vec answer) {
                        reads.add(read(at, end, answer, numbers, elements));
                    } else {
                        problems.add(
                                "entry " + history.index(end),
                                "a read of a set answers a list, not " + history.value(end));
                    }
                }
                default ->
                    problems.add(
                            "entry " + history.index(at),
                            "unknown function " + history.function(at) + "; a set knows add and read");
            }
        }
        problems.throwIfAny();
        return new SetReads(elements, reads);
    }

    private static Element after(Element before, History history, int at) {
        int end = history.partner(at);
        EntryKind outcome = end < 0 ? EntryKind.INFO : history.kind(end);
        return new Element(
                before.value(),
                Math.min(before.invokedAt(), at),
                outcome == EntryKind.OK ? Math.min(before.acknowledgedAt(), end) : before.acknowledgedAt(),
                outcome == EntryKind.FAIL && (before.refused() || !before.added()));
    }

    private static Read read(int at, int end, Value.Vec answer, Map<Value, Integer> numbers, List<Element> elements) {
        BitSet seen = new BitSet(elements.size());
        BitSet repeated = new BitSet();
        for (Value value : answer.items()) {
            int number = number(value, numbers, elements);
            if (seen.get(number)) {
                repeated.set(number);
            }
            seen.set(number);
        }
        return new Read(at, end, seen, repeated);
    }

    private static int number(Value value, Map<Value, Integer> numbers, List<Element> elements) {
        Integer known = numbers.putIfAbsent(value, elements.size());
        if (known != null) {
            return known;
        }
        elements.add(new Element(value, NEVER, NEVER, false));
        return elements.size() - 1;
    }
}
