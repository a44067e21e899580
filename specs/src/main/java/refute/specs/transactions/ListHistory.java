package refute.specs.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.history.History;
import refute.harness.history.Value;

/**
 * One list: who appended what to it, what was read of it, and the order of its versions that follows.
 *
 * <p>A list tells its past: whoever reads {@code [1 2 3]} knows that it was {@code [1 2]} before, and as every element is appended
 * once, who made it so ("traceability" and "recoverability", Elle, section 4.2). The longest read is the order of all versions that were
 * ever read; version {@code n} is the one with n elements. Owned by one thread.
 */
final class ListHistory {
    /** No transaction. */
    static final int NOBODY = -1;

    /** All that a committed transaction read in one step. */
    record Reading(int transaction, List<Value> list) {}

    /** Which version a committed transaction found, before it appended anything itself. */
    record Found(int transaction, int version) {}

    private final Value key;
    private final SequencedMap<Value, Integer> appenders = new LinkedHashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private List<Value> elements = List.of();
    private int[] writers = {};
    private boolean contradictory;

    private ListHistory(Value key) {
        this.key = key;
    }

    /**
     * All lists, in the order in which they come up.
     *
     * @throws BadInput with every element that is appended twice: then nobody knows whose it is
     */
    static SequencedMap<Value, ListHistory> all(History history, List<Transaction> transactions, Deadline deadline) {
        SequencedMap<Value, ListHistory> lists = new LinkedHashMap<>();
        BadInput.Collector problems = new BadInput.Collector();
        for (int number = 0; number < transactions.size() && !problems.isFull(); number++) {
            deadline.step();
            Transaction transaction = transactions.get(number);
            for (MicroOperation step : transaction.steps()) {
                ListHistory list = lists.computeIfAbsent(step.key(), ListHistory::new);
                switch (step) {
                    case MicroOperation.Append append -> {
                        if (list.appenders.putIfAbsent(append.element(), number) != null) {
                            problems.add(
                                    "entry " + history.index(transaction.at()),
                                    append.element() + " is appended to " + append.key() + " for a second time",
                                    "each element is to be appended to a list at most once");
                        }
                    }
                    case MicroOperation.Read read -> {
                        if (read.list() != null) {
                            list.readings.add(new Reading(number, read.list()));
                        }
                    }
                }
            }
        }
        problems.throwIfAny();
        return lists;
    }

    /** Says what is wrong with the reads alone, and if nothing is, takes the longest for the order of versions. */
    void settle(Findings findings, Deadline deadline) {
        Reading longest = new Reading(NOBODY, List.of());
        for (Reading reading : readings) {
            longest = reading.list().size() > longest.list().size() ? reading : longest;
        }
        for (Reading reading : readings) {
            deadline.step();
            if (!reading.list().equals(longest.list().subList(0, reading.list().size()))) {
                contradictory = true;
                findings.incompatibleOrder(this, longest, reading);
            }
        }
        for (Reading reading : contradictory ? readings : List.of(longest)) {
            Value repeated = repeated(reading.list());
            if (repeated != null) {
                contradictory = true;
                findings.duplicateElement(this, reading, repeated);
            }
        }
        if (!contradictory) {
            elements = longest.list();
            writers = new int[elements.size()];
            Arrays.setAll(writers, i -> appender(elements.get(i)));
        }
    }

    private static @Nullable Value repeated(List<Value> list) {
        Set<Value> seen = new HashSet<>();
        for (Value element : list) {
            if (!seen.add(element)) {
                return element;
            }
        }
        return null;
    }

    Value key() {
        return key;
    }

    List<Reading> readings() {
        return readings;
    }

    /** Whether its reads contradict each other, so that no order of versions follows and there are none. */
    boolean isContradictory() {
        return contradictory;
    }

    /** How many elements the last version has that was read. */
    int size() {
        return elements.size();
    }

    /** The elements in their order, as far as they were read. */
    List<Value> elements() {
        return elements;
    }

    /** Who appended the n-th element, from 0; {@link #NOBODY} if nobody did. */
    int writer(int n) {
        return writers[n];
    }

    int appender(Value element) {
        return appenders.getOrDefault(element, NOBODY);
    }

    void find(int transaction, int version) {
        found.add(new Found(transaction, version));
    }

    /** Which transactions found which version. */
    List<Found> found() {
        return found;
    }

    /** Those who appended what is in no read: if they were committed, then after the last version that was read. */
    List<Integer> unreadWriters() {
        Set<Value> read = new HashSet<>(elements);
        return appenders.entrySet().stream()
                .filter(append -> !read.contains(append.getKey()))
                .map(java.util.Map.Entry::getValue)
                .distinct()
                .toList();
    }
}
