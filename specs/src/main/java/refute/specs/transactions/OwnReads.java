package refute.specs.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Value;

/**
 * Whether a transaction agrees with itself: a list that it has read is afterwards what it was, with what it appended itself at the end.
 * (The axiom INT of Cerone, Bernardi and Gotsman, CONCUR 2015, section 3; "internal" in Elle, section 6.) On the way it notes which version
 * of each list a transaction found. Owned by one thread.
 */
final class OwnReads {
    private final Map<Value, ListHistory> lists;
    private final Findings findings;

    /** What the transaction knows of a list. */
    private static final class View {
        /** What it found; null before it has read. */
        private @Nullable List<Value> found;

        private final List<Value> own = new ArrayList<>();
    }

    OwnReads(Map<Value, ListHistory> lists, Findings findings) {
        this.lists = lists;
        this.findings = findings;
    }

    /** Follows one committed transaction. */
    void follow(int number, Transaction transaction) {
        Map<Value, View> views = new HashMap<>();
        for (MicroOperation step : transaction.steps()) {
            View view = views.computeIfAbsent(step.key(), key -> new View());
            switch (step) {
                case MicroOperation.Append append -> {
                    if (view.found != null && view.found.contains(append.element())) {
                        findings.futureRead(number, append);
                    }
                    view.own.add(append.element());
                }
                case MicroOperation.Read read -> {
                    if (read.list() != null) {
                        read(number, read.key(), read.list(), view);
                    }
                }
            }
        }
    }

    private void read(int number, Value key, List<Value> list, View view) {
        int foundSize = list.size() - view.own.size();
        boolean endsWithOwn =
                foundSize >= 0 && list.subList(foundSize, list.size()).equals(view.own);
        if (!endsWithOwn) {
            findings.internal(number, key, list, view.found, view.own);
        } else if (view.found == null) {
            view.found = list.subList(0, foundSize);
            Objects.requireNonNull(lists.get(key), "a list that was read").find(number, foundSize);
        } else if (!view.found.equals(list.subList(0, foundSize))) {
            findings.internal(number, key, list, view.found, view.own);
        }
    }
}
