package refute.specs.set;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import refute.harness.check.Witness;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.specs.set.SetReads.Element;
import refute.specs.set.SetReads.Read;

/**
 * What shows the anomalies of a set: one witness for each kind, the worst first, with the first element told in full.
 *
 * @param history where it happened
 * @param fates what became of every element
 */
record SetWitnesses(History history, List<ElementFate> fates) {
    /** More elements than this are counted in the sentence, not listed. */
    static final int ELEMENTS_LISTED_MAX = 1000;
    /** The operations of so many elements are shown. */
    static final int ELEMENTS_SHOWN_MAX = 3;

    List<Witness> all() {
        List<Witness> witnesses = new ArrayList<>();
        for (SetAnomaly anomaly : SetAnomaly.values()) {
            List<ElementFate> wrong =
                    fates.stream().filter(fate -> fate.anomaly() == anomaly).toList();
            if (!wrong.isEmpty()) {
                witnesses.add(witness(anomaly, wrong));
            }
        }
        return witnesses;
    }

    private Witness witness(SetAnomaly anomaly, List<ElementFate> wrong) {
        List<Value> elements = wrong.stream()
                .limit(ELEMENTS_LISTED_MAX)
                .map(fate -> fate.element().value())
                .toList();
        SequencedSet<Integer> invocations = new LinkedHashSet<>();
        wrong.stream().limit(ELEMENTS_SHOWN_MAX).forEach(fate -> {
            if (fate.element().added()) {
                invocations.add(addition(fate.element()));
            }
            addRead(fate.seen(), invocations);
            addRead(fate.missed(), invocations);
        });
        List<Operation> operations =
                invocations.stream().sorted().map(history::operation).toList();
        return new Witness.Elements(sentence(anomaly, wrong), anomaly.word(), elements, operations);
    }

    private String sentence(SetAnomaly anomaly, List<ElementFate> wrong) {
        ElementFate first = wrong.getFirst();
        String story = first.element().value() + " "
                + switch (anomaly) {
                    case LOST ->
                        known(first) + ", but is not in " + read(first.missed())
                                + ", nor in any read that ended after that began";
                    case STALE ->
                        known(first) + ", but is not in " + read(first.missed()) + "; " + read(first.seen())
                                + " has it again";
                    case DUPLICATED -> "is more than once in " + read(first.seen());
                    case UNEXPECTED -> "is in " + read(first.seen()) + ", but " + whyNot(first.element());
                };
        int more = wrong.size() - 1;
        return more == 0 ? story : story + "; and " + more + " more " + (more == 1 ? "is " : "are ") + anomaly.word();
    }

    private String known(ElementFate fate) {
        Element element = fate.element();
        if (element.acknowledged()) {
            return "was added by process " + history.process(element.acknowledgedAt()) + " and acknowledged at "
                    + time(element.acknowledgedAt());
        }
        return "was seen by " + read(fate.seen());
    }

    private String whyNot(Element element) {
        if (!element.added()) {
            return "nobody ever added it";
        }
        return element.refused()
                ? "its addition by process " + history.process(element.invokedAt()) + " at " + time(element.invokedAt())
                        + " was refused"
                : "its addition began only at " + time(element.invokedAt());
    }

    private String read(@Nullable Read read) {
        Read there = Objects.requireNonNull(read, "an anomaly without its read");
        return "the read of process " + history.process(there.invokedAt()) + " from " + time(there.invokedAt()) + " to "
                + time(there.returnedAt());
    }

    private String time(int at) {
        return String.format(Locale.ROOT, "%.3f s", history.timeNanos(at) / 1e9);
    }

    /** The invocation of the addition that made the element known, else of the first. */
    private int addition(Element element) {
        return element.acknowledged() ? history.partner(element.acknowledgedAt()) : element.invokedAt();
    }

    private static void addRead(@Nullable Read read, SequencedSet<Integer> invocations) {
        if (read != null) {
            invocations.add(read.invokedAt());
        }
    }
}
