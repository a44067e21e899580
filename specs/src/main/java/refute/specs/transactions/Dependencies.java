package refute.specs.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import refute.harness.history.EntryKind;
import refute.harness.history.History;

/**
 * Which transaction must come before which: the direct serialization graph (Adya, Liskov and O'Neil, ICDE 2000, section 4.4) as far as it
 * follows from what was read (Elle, sections 4.2 and 5), with the orders of processes and of real time.
 *
 * <p>An append that is in no read, of a transaction that was committed, comes after all that were read, and so after whoever read the last
 * version: that is more than Elle infers, and makes the graph complete. If it has no cycle, any order of the transactions that agrees with
 * it explains every read.
 *
 * <p>Rules that could be wrong are methods of their own, so that tests can break each of them. Owned by one thread; runs once.
 */
class Dependencies {
    private static final int NOBODY = ListHistory.NOBODY;

    private final History history;
    private final List<Transaction> transactions;
    private final Collection<ListHistory> lists;
    private final DependencyGraph.Builder graph;
    private final boolean[] happened;

    Dependencies(History history, List<Transaction> transactions, Collection<ListHistory> lists) {
        this.history = history;
        this.transactions = transactions;
        this.lists = lists;
        this.graph = new DependencyGraph.Builder(transactions.size());
        this.happened = new boolean[transactions.size()];
    }

    final DependencyGraph graph(Deadline deadline) {
        BitSet read = read();
        for (int number = 0; number < happened.length; number++) {
            happened[number] = happened(number, read.get(number));
        }
        for (ListHistory list : lists) {
            deadline.look();
            if (list.isContradictory()) {
                continue;
            }
            versions(list, graph);
            Bounds bounds = Bounds.of(list, happened);
            for (ListHistory.Found found : list.found()) {
                if (!VersionAnomalies.isIntermediate(transactions, list, found)) {
                    reader(found, bounds, graph);
                }
            }
            unread(list, bounds, graph);
        }
        processes(graph);
        realTime(graph);
        return graph.build();
    }

    /** The transactions of which something was read. */
    private BitSet read() {
        BitSet read = new BitSet();
        for (ListHistory list : lists) {
            for (int n = 0; n < list.size(); n++) {
                if (list.writer(n) != NOBODY) {
                    read.set(list.writer(n));
                }
            }
        }
        return read;
    }

    /** Whether it was surely committed: it was acknowledged, or its outcome is unknown and something of it was read. */
    boolean happened(int number, boolean read) {
        return switch (transactions.get(number).outcome()) {
            case OK -> true;
            case INFO -> read;
            case FAIL, INVOKE -> false;
        };
    }

    /** ww: who made a version before who made the next. */
    void versions(ListHistory list, DependencyGraph.Builder into) {
        int before = NOBODY;
        for (int n = 0; n < list.size(); n++) {
            int writer = list.writer(n);
            if (writer != NOBODY && happened[writer]) {
                if (before != NOBODY) {
                    into.add(before, writer, DependencyGraph.WW);
                }
                before = writer;
            }
        }
    }

    /** wr: who made a version before who found it; rw: who found it before who made the next. */
    void reader(ListHistory.Found found, Bounds bounds, DependencyGraph.Builder into) {
        int before = bounds.before[found.version()];
        if (before != NOBODY) {
            into.add(before, found.transaction(), DependencyGraph.WR);
        }
        int after = bounds.after[found.version()];
        if (after != NOBODY) {
            into.add(found.transaction(), after, DependencyGraph.RW);
        }
    }

    /**
     * Who appended what was never read comes after who made the last version that was read (ww), and after all that found it (rw).
     *
     * <p>One who found the last version and then appended is on both sides of the joint, and would seem to come before itself. If there
     * is but one such, its edges are drawn one by one; two are a lost update, which is found without the graph.
     */
    void unread(ListHistory list, Bounds bounds, DependencyGraph.Builder into) {
        List<Integer> writers =
                list.unreadWriters().stream().filter(writer -> happened[writer]).toList();
        if (writers.isEmpty()) {
            return;
        }
        int last = bounds.before[list.size()];
        Set<Integer> readers = new HashSet<>();
        for (ListHistory.Found found : list.found()) {
            boolean foundLast = bounds.after[found.version()] == NOBODY;
            if (foundLast && !VersionAnomalies.isIntermediate(transactions, list, found)) {
                readers.add(found.transaction());
            }
        }
        Set<Integer> both = writers.stream()
                .filter(writer -> writer == last || readers.contains(writer))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int joint = into.joint();
        List<Integer> ordered = readers.stream().sorted().toList();
        ordered.forEach(reader -> into.add(reader, joint, DependencyGraph.RW));
        if (last != NOBODY) {
            into.add(last, joint, DependencyGraph.WW);
        }
        writers.stream().filter(writer -> !both.contains(writer)).forEach(w -> into.add(joint, w, DependencyGraph.WW));
        if (both.size() == 1) {
            int writer = both.iterator().next();
            ordered.forEach(reader -> into.add(reader, writer, DependencyGraph.RW));
            if (last != NOBODY) {
                into.add(last, writer, DependencyGraph.WW);
            }
        }
    }

    void processes(DependencyGraph.Builder into) {
        Map<Integer, Integer> before = new HashMap<>();
        for (int number = 0; number < happened.length; number++) {
            if (happened[number]) {
                Integer last =
                        before.put(history.process(transactions.get(number).at()), number);
                if (last != null) {
                    into.add(last, number, DependencyGraph.PROCESS);
                }
            }
        }
    }

    /**
     * Real time, as a chain of joints: each stands for a moment, has an edge from what had ended by then and to what began next. An unknown
     * end is no end.
     */
    void realTime(DependencyGraph.Builder into) {
        int[] owners = owners();
        int joint = NOBODY;
        List<Integer> ended = new ArrayList<>();
        for (int at = 0; at < owners.length; at++) {
            int number = owners[at];
            if (number == NOBODY) {
                continue;
            }
            if (history.kind(at) == EntryKind.OK) {
                ended.add(number);
            } else if (history.kind(at) == EntryKind.INVOKE) {
                if (!ended.isEmpty()) {
                    int next = into.joint();
                    if (joint != NOBODY) {
                        into.add(joint, next, DependencyGraph.REAL_TIME);
                    }
                    joint = next;
                    ended.forEach(one -> into.add(one, next, DependencyGraph.REAL_TIME));
                    ended.clear();
                }
                if (joint != NOBODY) {
                    into.add(joint, number, DependencyGraph.REAL_TIME);
                }
            }
        }
    }

    /** For each position of the history the transaction that begins or ends there, if it happened. */
    private int[] owners() {
        int[] owners = new int[history.size()];
        Arrays.fill(owners, NOBODY);
        for (int number = 0; number < happened.length; number++) {
            Transaction transaction = transactions.get(number);
            if (happened[number]) {
                owners[transaction.at()] = number;
                if (transaction.returnedAt() != Transaction.NEVER) {
                    owners[transaction.returnedAt()] = number;
                }
            }
        }
        return owners;
    }

    /**
     * For each version of a list who, of those that happened, made it or the last one before it, and who made the next.
     *
     * @param before by version; {@link ListHistory#NOBODY} if nobody
     * @param after by version; {@link ListHistory#NOBODY} if nobody
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bounds(int[] before, int[] after) {
        static Bounds of(ListHistory list, boolean[] happened) {
            int[] before = new int[list.size() + 1];
            int[] after = new int[list.size() + 1];
            before[0] = NOBODY;
            after[list.size()] = NOBODY;
            for (int n = 0; n < list.size(); n++) {
                before[n + 1] = counts(list.writer(n), happened) ? list.writer(n) : before[n];
            }
            for (int n = list.size() - 1; n >= 0; n--) {
                after[n] = counts(list.writer(n), happened) ? list.writer(n) : after[n + 1];
            }
            return new Bounds(before, after);
        }

        private static boolean counts(int writer, boolean[] happened) {
            return writer != NOBODY && happened[writer];
        }
    }
}
