package refute.specs.transactions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import refute.harness.history.Value;

/** What is wrong with what was read of one list, seen by itself: no cycle is needed to show it. Owned by one thread. */
final class VersionAnomalies {
    private final List<Transaction> transactions;
    private final Findings findings;

    VersionAnomalies(List<Transaction> transactions, Findings findings) {
        this.transactions = transactions;
        this.findings = findings;
    }

    void look(ListHistory list) {
        if (list.isContradictory()) {
            Set<Value> seen = new HashSet<>();
            list.readings().forEach(reading -> origins(list, reading, seen));
            return;
        }
        list.readings().stream()
                .filter(reading -> reading.list().size() == list.size())
                .findFirst()
                .ifPresent(longest -> origins(list, longest, new HashSet<>()));
        dirtyUpdates(list);
        ownOrders(list);
        for (ListHistory.Found found : list.found()) {
            if (isIntermediate(transactions, list, found)) {
                findings.intermediateRead(list, found);
            }
        }
        lostUpdates(list);
    }

    /** Whether what was found is the list between two appends of one other transaction, as nobody may see it. */
    static boolean isIntermediate(List<Transaction> transactions, ListHistory list, ListHistory.Found found) {
        if (found.version() == 0) {
            return false;
        }
        int writer = list.writer(found.version() - 1);
        Value last = list.elements().get(found.version() - 1);
        return writer != ListHistory.NOBODY
                && writer != found.transaction()
                && !last.equals(appends(transactions.get(writer), list.key()).getLast());
    }

    private static List<Value> appends(Transaction transaction, Value key) {
        return transaction.steps().stream()
                .filter(step -> step.key().equals(key))
                .filter(MicroOperation.Append.class::isInstance)
                .map(step -> ((MicroOperation.Append) step).element())
                .toList();
    }

    private void origins(ListHistory list, ListHistory.Reading reading, Set<Value> seen) {
        for (Value element : reading.list()) {
            if (!seen.add(element)) {
                continue;
            }
            int writer = list.appender(element);
            if (writer == ListHistory.NOBODY) {
                findings.garbageRead(list, reading, element);
            } else if (transactions.get(writer).isAborted()) {
                findings.abortedRead(list, reading, element, writer);
            }
        }
    }

    /** What one transaction appended is in the list in that order, and none of it is missing before what was read. */
    private void ownOrders(ListHistory list) {
        Map<Integer, Integer> next = new HashMap<>();
        for (int n = 0; n < list.size(); n++) {
            int writer = list.writer(n);
            if (writer == ListHistory.NOBODY || transactions.get(writer).isAborted()) {
                continue;
            }
            List<Value> own = appends(transactions.get(writer), list.key());
            int due = next.merge(writer, 1, Integer::sum) - 1;
            if (!own.get(due).equals(list.elements().get(n))) {
                findings.ownOrder(list, n, own.get(due));
            }
        }
    }

    private void dirtyUpdates(ListHistory list) {
        int aborted = ListHistory.NOBODY;
        for (int n = 0; n < list.size(); n++) {
            int writer = list.writer(n);
            if (writer == ListHistory.NOBODY) {
                continue;
            }
            if (transactions.get(writer).isAborted()) {
                aborted = n;
            } else if (aborted != ListHistory.NOBODY) {
                findings.dirtyUpdate(list, aborted, n);
                aborted = ListHistory.NOBODY;
            }
        }
    }

    private void lostUpdates(ListHistory list) {
        Map<Integer, Integer> updaters = new HashMap<>();
        Set<Integer> told = new HashSet<>();
        for (ListHistory.Found found : list.found()) {
            if (appends(transactions.get(found.transaction()), list.key()).isEmpty()) {
                continue;
            }
            Integer other = updaters.putIfAbsent(found.version(), found.transaction());
            if (other != null && told.add(found.version())) {
                findings.lostUpdate(list, found.version(), other, found.transaction());
            }
        }
    }
}
