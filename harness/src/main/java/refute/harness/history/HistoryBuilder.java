package refute.harness.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;

/**
 * Gathers entries into a {@link History} and refuses what is none, with all the problems at once.
 *
 * <p>Owned by one thread. {@link #build} may be called while entries still come: the histories it gives are independent.
 */
public final class HistoryBuilder {
    private final HistoryColumns columns = new HistoryColumns();
    private int[] partners = new int[64];
    private final Map<Integer, Integer> open = new HashMap<>();
    private final Set<Integer> retired = new HashSet<>();
    private final BadInput.Collector problems = new BadInput.Collector();

    /** Adds the next entry. A problem with it is kept until {@link #build}. */
    public HistoryBuilder add(Entry entry) {
        return add(entry, () -> "entry " + entry.index());
    }

    /** As {@link #add(Entry)}, with where the entry stands, for a message about it. */
    HistoryBuilder add(Entry entry, Supplier<String> where) {
        int at = columns.size();
        if (at == partners.length) {
            partners = Arrays.copyOf(partners, at + (at >> 1));
        }
        check(entry, at, where);
        partners[at] = -1;
        int process = entry.process().number();
        if (entry.kind() == EntryKind.INVOKE) {
            open.put(process, at);
        } else {
            Integer invocation = open.remove(process);
            if (invocation == null) {
                // A problem already noted by check(); not stored, so that what is stored is always well-formed.
                return this;
            }
            partners[at] = invocation;
            partners[invocation] = at;
            if (entry.kind() == EntryKind.INFO && !entry.process().isNemesis()) {
                retired.add(process);
            }
        }
        columns.add(entry);
        return this;
    }

    public int size() {
        return columns.size();
    }

    /**
     * The history of all entries so far.
     *
     * @throws BadInput with everything that is wrong with them
     */
    public History build() {
        problems.throwIfAny();
        return new History(columns.snapshot(), Arrays.copyOf(partners, columns.size()));
    }

    /** The invocation that this process has open, or null. */
    @Nullable
    Entry openOf(int process) {
        Integer at = open.get(process);
        return at == null ? null : columns.entry(at);
    }

    /** Where readers put what they find wrong themselves, so that all of it is told in the order of the input. */
    BadInput.Collector problems() {
        return problems;
    }

    private void check(Entry entry, int at, Supplier<String> where) {
        int process = entry.process().number();
        if (at > 0 && entry.index() <= columns.index(at - 1)) {
            problems.add(where.get(), "index follows " + columns.index(at - 1) + "; indexes must ascend");
        }
        if (at > 0 && entry.timeNanos() < columns.timeNanos(at - 1)) {
            problems.add(
                    where.get(),
                    "time " + entry.timeNanos() + " ns is before the previous entry's " + columns.timeNanos(at - 1));
        }
        if (entry.kind() == EntryKind.INVOKE) {
            if (retired.contains(process)) {
                problems.add(
                        where.get(),
                        "process " + process + " goes on after info",
                        "its worker must go on under a new process number");
            }
            if (open.containsKey(process)) {
                problems.add(
                        where.get(),
                        "process " + process + " invokes while its operation of entry "
                                + columns.index(open.get(process)) + " is open");
            }
            return;
        }
        Integer invocation = open.get(process);
        if (invocation == null) {
            problems.add(where.get(), entry.kind().word() + " of process " + process + " without an invocation");
        } else if (!columns.function(invocation).equals(entry.function())) {
            problems.add(
                    where.get(),
                    "completes " + entry.function() + ", but process " + process + " had invoked "
                            + columns.function(invocation));
        }
    }
}
