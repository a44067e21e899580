package refute.systems.atom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import refute.harness.history.Value;
import refute.workloads.append.ListTransaction;

/** What all nodes share: each method is one atomic step. */
class Memory {
    private final ConcurrentMap<Value, Value> registers = new ConcurrentHashMap<>();
    private final List<Value> elements = new ArrayList<>();
    private final Map<Value, List<Value>> lists = new HashMap<>();

    Value read(Value key) {
        return registers.getOrDefault(key, Value.NIL);
    }

    void write(Value key, Value value) {
        registers.put(key, value);
    }

    /** Whether the register held what was expected, and so was written. */
    boolean compareAndSet(Value key, Value expected, Value next) {
        return registers.replace(key, expected, next);
    }

    void add(Value element) {
        synchronized (elements) {
            elements.add(element);
        }
    }

    List<Value> elements() {
        synchronized (elements) {
            return List.copyOf(elements);
        }
    }

    /** Runs a transaction; its answer. */
    Value run(ListTransaction transaction) {
        synchronized (lists) {
            ListTransaction.Outcome outcome = transaction.on(seen(lists));
            store(transaction, lists, outcome);
            return outcome.answer();
        }
    }

    /** The lists that a transaction is to see. */
    Map<Value, List<Value>> seen(Map<Value, List<Value>> latest) {
        return latest;
    }

    /** Keeps what a transaction did. */
    void store(ListTransaction transaction, Map<Value, List<Value>> latest, ListTransaction.Outcome outcome) {
        latest.putAll(outcome.changed());
    }

    /** The mutant: of every {@value #EVERY} writes, additions and transactions that append, one is acknowledged but not stored. */
    static final class Forgetful extends Memory {
        static final int EVERY = 10;

        private final AtomicLong writes = new AtomicLong();

        @Override
        void write(Value key, Value value) {
            if (!forgets()) {
                super.write(key, value);
            }
        }

        @Override
        void add(Value element) {
            if (!forgets()) {
                super.add(element);
            }
        }

        @Override
        void store(ListTransaction transaction, Map<Value, List<Value>> latest, ListTransaction.Outcome outcome) {
            if (transaction.isReadOnly() || !forgets()) {
                super.store(transaction, latest, outcome);
            }
        }

        private boolean forgets() {
            return writes.incrementAndGet() % EVERY == 0;
        }
    }

    /**
     * The mutant: one transaction in {@value #EVERY} reads from a snapshot that is {@value #BACK} transactions old. What it appends goes to
     * the lists as they are now.
     */
    static final class Stale extends Memory {
        static final int EVERY = 10;
        static final int BACK = 5;

        private final Deque<Map<Value, List<Value>>> snapshots = new ArrayDeque<>();
        private long transactions;

        @Override
        Map<Value, List<Value>> seen(Map<Value, List<Value>> latest) {
            snapshots.addLast(new HashMap<>(latest));
            Map<Value, List<Value>> oldest = snapshots.size() > BACK ? snapshots.removeFirst() : latest;
            return ++transactions % EVERY == 0 ? oldest : latest;
        }

        @Override
        void store(ListTransaction transaction, Map<Value, List<Value>> latest, ListTransaction.Outcome outcome) {
            super.store(transaction, latest, transaction.on(latest));
        }
    }
}
