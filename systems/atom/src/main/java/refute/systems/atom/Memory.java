package refute.systems.atom;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import refute.harness.history.Value;

/** What all nodes share: each method is one atomic step. */
class Memory {
    private final ConcurrentMap<Value, Value> registers = new ConcurrentHashMap<>();
    private final List<Value> elements = new ArrayList<>();

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

    /** The mutant: of every {@value #EVERY} writes and additions, one is acknowledged but not stored. */
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

        private boolean forgets() {
            return writes.incrementAndGet() % EVERY == 0;
        }
    }
}
