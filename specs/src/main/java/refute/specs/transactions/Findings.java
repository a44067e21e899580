package refute.specs.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Witness;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/** What was found to be wrong, each in words; of each kind all are counted and the first few kept. Owned by one thread. */
final class Findings {
    static final int WITNESSES_MAX = 3;

    /**
     * The name of an anomaly.
     *
     * @param anomaly what it is
     * @param respect which order must count for it to be one
     */
    record Name(Anomaly anomaly, Respect respect) implements Comparable<Name> {
        String word() {
            return anomaly.word() + respect.suffix();
        }

        /** Those that need no order of time first, then the worst. */
        @Override
        public int compareTo(Name other) {
            int byRespect = respect.compareTo(other.respect);
            return byRespect != 0 ? byRespect : anomaly.compareTo(other.anomaly);
        }
    }

    /** How often, and the first few. */
    static final class Kind {
        private final List<Witness> witnesses = new ArrayList<>();
        private long count;

        long count() {
            return count;
        }

        List<Witness> witnesses() {
            return witnesses;
        }
    }

    private final Wording wording;
    private final SequencedMap<Name, Kind> kinds = new TreeMap<>();

    Findings(Wording wording) {
        this.wording = wording;
    }

    SequencedMap<Name, Kind> kinds() {
        return kinds;
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    void add(Anomaly anomaly, Respect respect, Supplier<Witness> witness) {
        Kind kind = kinds.computeIfAbsent(new Name(anomaly, respect), name -> new Kind());
        kind.count++;
        if (kind.witnesses.size() < WITNESSES_MAX) {
            kind.witnesses.add(witness.get());
        }
    }

    void incompatibleOrder(ListHistory list, ListHistory.Reading longest, ListHistory.Reading other) {
        int differ = 0;
        while (longest.list().get(differ).equals(other.list().get(differ))) {
            differ++;
        }
        int until = differ + 1;
        contradiction(
                Anomaly.INCOMPATIBLE_ORDER,
                () -> wording.of(longest.transaction()) + " read "
                        + Wording.list(longest.list().subList(0, until))
                        + " at the beginning of list " + key(list) + ", but " + wording.of(other.transaction())
                        + " read " + Wording.list(other.list().subList(0, until))
                        + ": one list cannot have begun both ways",
                longest.transaction(),
                other.transaction());
    }

    void duplicateElement(ListHistory list, ListHistory.Reading reading, Value element) {
        contradiction(
                Anomaly.DUPLICATE_ELEMENTS,
                () -> wording.of(reading.transaction()) + " read " + Wording.value(element) + " twice in list "
                        + key(list) + ", but it was appended once at most",
                reading.transaction());
    }

    void garbageRead(ListHistory list, ListHistory.Reading reading, Value element) {
        contradiction(
                Anomaly.GARBAGE_READ,
                () -> wording.of(reading.transaction()) + " read " + Wording.value(element) + " in list " + key(list)
                        + ", which nobody ever appended",
                reading.transaction());
    }

    void abortedRead(ListHistory list, ListHistory.Reading reading, Value element, int writer) {
        contradiction(
                Anomaly.G1A,
                () -> wording.of(reading.transaction()) + " read " + Wording.value(element) + " in list " + key(list)
                        + ", but " + wording.of(writer) + ", which appended it, was aborted",
                reading.transaction(),
                writer);
    }

    void dirtyUpdate(ListHistory list, int aborted, int committed) {
        contradiction(
                Anomaly.DIRTY_UPDATE,
                () -> wording.of(list.writer(committed)) + " appended "
                        + Wording.value(list.elements().get(committed)) + " to list " + key(list) + " behind "
                        + Wording.value(list.elements().get(aborted)) + ", but "
                        + wording.of(list.writer(aborted)) + ", which appended that, was aborted",
                list.writer(committed),
                list.writer(aborted));
    }

    void intermediateRead(ListHistory list, ListHistory.Found found) {
        int writer = list.writer(found.version() - 1);
        contradiction(
                Anomaly.G1B,
                () -> wording.of(found.transaction()) + " read "
                        + Wording.list(list.elements().subList(0, found.version())) + " from list " + key(list)
                        + ", but " + wording.of(writer) + " appended more to it after "
                        + Wording.value(list.elements().get(found.version() - 1)),
                found.transaction(),
                writer);
    }

    void ownOrder(ListHistory list, int n, Value due) {
        int writer = list.writer(n);
        contradiction(
                Anomaly.INCOMPATIBLE_ORDER,
                () -> wording.of(writer) + " appended " + Wording.value(due) + " to list " + key(list) + " before "
                        + Wording.value(list.elements().get(n)) + ", but the list was read as "
                        + Wording.list(list.elements().subList(0, n + 1)),
                writer);
    }

    void lostUpdate(ListHistory list, int version, int one, int other) {
        contradiction(
                Anomaly.LOST_UPDATE,
                () -> wording.of(one) + " and " + wording.of(other) + " both read "
                        + Wording.list(list.elements().subList(0, version)) + " from list " + key(list)
                        + " and appended to it: one did not see the other's append",
                one,
                other);
    }

    void futureRead(int number, MicroOperation.Append append) {
        contradiction(
                Anomaly.FUTURE_READ,
                () -> wording.of(number) + " read " + Wording.value(append.element()) + " in list "
                        + Wording.value(append.key()) + " before it appended that itself",
                number);
    }

    void internal(int number, Value key, List<Value> list, @Nullable List<Value> found, List<Value> own) {
        contradiction(
                Anomaly.INTERNAL,
                () -> wording.of(number) + " read " + Wording.list(list) + " from list " + Wording.value(key)
                        + ", but it "
                        + (found == null ? "" : "had read " + Wording.list(found))
                        + (found == null || own.isEmpty() ? "" : " and ")
                        + (own.isEmpty() ? "" : "had appended " + Wording.list(own))
                        + " before",
                number);
    }

    private void contradiction(Anomaly anomaly, Supplier<String> sentence, int... numbers) {
        add(anomaly, Respect.NOTHING, () -> {
            List<Operation> operations = Arrays.stream(numbers)
                    .distinct()
                    .sorted()
                    .mapToObj(wording::operation)
                    .toList();
            return new Witness.Contradiction(sentence.get(), anomaly.word(), operations);
        });
    }

    private static String key(ListHistory list) {
        return Wording.value(list.key());
    }
}
