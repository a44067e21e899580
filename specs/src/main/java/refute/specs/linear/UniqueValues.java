package refute.specs.linear;

import java.util.Arrays;
import java.util.Optional;

/**
 * Decides without search whether a register whose every value is written once has a linearization: the zones of Gibbons and Korach
 * ("Testing shared memories", SIAM J. Comput. 26(4), 1997, section 4), extended by compare-and-sets.
 *
 * <p>A write and the reads of its value stand together in every linearization; a compare-and-set joins the group whose value it expects
 * with the one whose value it makes. Such a <em>block</em> has an inner order. Let f be the first return and s the last invocation in it. If
 * f &lt; s, the block takes all of [f, s] (a forward zone); else it fits into any point of [s, f] (a backward zone). There is a linearization if and
 * only if the inner orders agree with real time, no two forward zones overlap, and no backward zone lies inside a forward one.
 *
 * <p>A crashed operation counts only if its value was observed, directly or along a chain. Time n log n, memory linear. Rules that could be
 * wrong are methods of their own, so that tests can break each of them. Owned by one thread; runs once.
 */
class UniqueValues {
    private static final int NONE = -1;

    private final RegisterOperations operations;
    /** For each value the operation that makes it. */
    private final int[] producer;
    /** For each value the compare-and-set that expects it. */
    private final int[] consumer;

    private final int[] firstReadReturn;
    private final int[] lastReadInvocation;
    private final boolean[] needed;
    private int visitedProducers;

    // Blocks, by number: the value that heads it, first return, last invocation.
    private int blocks;
    private int[] head = new int[16];
    private int[] first = new int[16];
    private int[] last = new int[16];

    UniqueValues(RegisterOperations operations, int[] producer) {
        this.operations = operations;
        this.producer = producer;
        int values = operations.values();
        consumer = new int[values];
        Arrays.fill(consumer, NONE);
        firstReadReturn = new int[values];
        Arrays.fill(firstReadReturn, Integer.MAX_VALUE);
        lastReadInvocation = new int[values];
        Arrays.fill(lastReadInvocation, NONE);
        needed = new boolean[operations.size()];
    }

    /** For each value its one producer; empty if some value has two, or if absences of values were observed. */
    static Optional<int[]> producers(RegisterOperations operations) {
        int[] producer = new int[operations.values()];
        Arrays.fill(producer, NONE);
        for (int o = 0; o < operations.size(); o++) {
            byte kind = operations.kind()[o];
            if (kind == RegisterOperations.UNEQUAL) {
                return Optional.empty();
            }
            if (kind != RegisterOperations.READ) {
                int made = operations.next()[o];
                if (producer[made] != NONE || made == operations.initial()) {
                    return Optional.empty();
                }
                producer[made] = o;
            }
        }
        return Optional.of(producer);
    }

    /** Decides, if the values are unique. */
    static Answer decide(RegisterOperations operations) {
        Optional<int[]> producer = producers(operations);
        if (producer.isEmpty()) {
            return new Answer(false, Optional.empty());
        }
        return new Answer(true, new UniqueValues(operations, producer.get()).order());
    }

    /**
     * What came of it.
     *
     * @param unique whether the values are unique; if not, nothing was decided
     * @param order positions of invocations in a legal order, if there is one
     */
    record Answer(boolean unique, Optional<int[]> order) {}

    /** Positions of invocations in a legal order; empty if there is none. */
    Optional<int[]> order() {
        findNeeded();
        if (!gather() || !chain()) {
            return Optional.empty();
        }
        long[] placed = place();
        return placed.length < blocks ? Optional.empty() : Optional.of(emit(placed));
    }

    /** What completed is needed, and every crashed operation that made a value which something needed expects. */
    private void findNeeded() {
        for (int o = 0; o < operations.size(); o++) {
            if (isNeeded(o)) {
                needed[o] = true;
                needProducer(o);
            }
        }
    }

    /** Whether it must have happened, whatever others saw. */
    boolean isNeeded(int operation) {
        return !operations.isOpen(operation);
    }

    /** Whether a crashed operation must have happened because something needed expects what it made. */
    boolean isNeededByOthers() {
        return true;
    }

    private void needProducer(int operation) {
        int at = operation;
        while (operations.kind()[at] != RegisterOperations.WRITE) {
            at = producer[operations.value()[at]];
            if (at == NONE || needed[at] || !isNeededByOthers()) {
                return;
            }
            needed[at] = true;
        }
    }

    /** Reads and compare-and-sets by the value that they expect; false if two compare-and-sets expect one, or nothing made it. */
    private boolean gather() {
        for (int o = 0; o < operations.size(); o++) {
            if (!needed[o] || operations.kind()[o] == RegisterOperations.WRITE) {
                continue;
            }
            int expected = operations.value()[o];
            if (producer[expected] == NONE && !isThereFromTheBeginning(expected)) {
                return false;
            }
            if (operations.kind()[o] == RegisterOperations.READ) {
                firstReadReturn[expected] =
                        Math.min(firstReadReturn[expected], operations.returned()[o]);
                lastReadInvocation[expected] = operations.invoked()[o];
            } else if (consumer[expected] != NONE) {
                return false;
            } else {
                consumer[expected] = o;
            }
        }
        return true;
    }

    /** Whether a value needs nobody who makes it. */
    boolean isThereFromTheBeginning(int value) {
        return value == operations.initial();
    }

    /** Makes the blocks; false if an inner order contradicts real time or runs in a circle. */
    private boolean chain() {
        int initial = operations.initial();
        if (lastReadInvocation[initial] != NONE || consumer[initial] != NONE) {
            if (!block(initial, NONE, NONE)) {
                return false;
            }
        }
        int producers = 0;
        for (int v = 0; v < producer.length; v++) {
            int o = producer[v];
            if (o == NONE || !needed[o]) {
                continue;
            }
            producers++;
            if (operations.kind()[o] == RegisterOperations.WRITE) {
                visitedProducers++;
                if (!block(v, operations.invoked()[o], operations.returned()[o])) {
                    return false;
                }
            }
        }
        return isEachChainHeaded(producers, visitedProducers);
    }

    /** Compare-and-sets in a circle are reached from no write. */
    boolean isEachChainHeaded(int producers, int visited) {
        return producers == visited;
    }

    /** Whether the one has returned before the other was invoked, which should come first. */
    boolean isTooEarly(int returned, int invokedBefore) {
        return returned < invokedBefore;
    }

    private boolean block(int headValue, int producerInvoked, int producerReturned) {
        int f = producerReturned;
        int s = producerInvoked;
        for (int v = headValue; ; ) {
            // s is also the last invocation of all that must come before.
            if (isTooEarly(firstReadReturn[v], s)) {
                return false;
            }
            f = Math.min(f, firstReadReturn[v]);
            s = Math.max(s, lastReadInvocation[v]);
            int cas = consumer[v];
            if (cas == NONE) {
                break;
            }
            if (isTooEarly(operations.returned()[cas], s)) {
                return false;
            }
            visitedProducers++;
            f = Math.min(f, operations.returned()[cas]);
            s = Math.max(s, operations.invoked()[cas]);
            v = operations.next()[cas];
        }
        if (blocks == head.length) {
            head = Arrays.copyOf(head, 2 * blocks);
            first = Arrays.copyOf(first, 2 * blocks);
            last = Arrays.copyOf(last, 2 * blocks);
        }
        head[blocks] = headValue;
        first[blocks] = f;
        last[blocks++] = s;
        return true;
    }

    /** The blocks in order: time in the upper half, block in the lower; shorter than there are blocks if they contradict each other. */
    private long[] place() {
        long[] forward = new long[blocks];
        int count = 0;
        for (int b = 0; b < blocks; b++) {
            if (isForward(first[b], last[b])) {
                forward[count++] = ((long) first[b] << 32) | b;
            }
        }
        forward = Arrays.copyOf(forward, count);
        Arrays.sort(forward);
        for (int i = 1; i < count; i++) {
            if (overlap(last[(int) forward[i - 1]], first[(int) forward[i]])) {
                return new long[0];
            }
        }
        long[] placed = new long[blocks];
        for (int b = 0; b < blocks; b++) {
            // Doubled, so that just after one event and just before the next are different times.
            long time = 2L * first[b];
            if (!isForward(first[b], last[b])) {
                int at = Arrays.binarySearch(forward, (long) last[b] << 32);
                int before = at < 0 ? -at - 2 : at;
                int point = before < 0 ? last[b] : Math.max(last[b], last[(int) forward[before]]);
                if (isInside(point, first[b])) {
                    return new long[0];
                }
                time = 2L * point + 1;
            }
            placed[b] = (time << 31) | b;
        }
        Arrays.sort(placed);
        return placed;
    }

    boolean isForward(int blockFirst, int blockLast) {
        return blockFirst < blockLast;
    }

    /** Whether two forward zones do, of which the one begins earlier. */
    boolean overlap(int earlierLast, int laterFirst) {
        return laterFirst < earlierLast;
    }

    /** Whether a backward zone ends before the earliest point that forward zones leave to it. */
    boolean isInside(int earliestPoint, int zoneEnd) {
        return earliestPoint > zoneEnd;
    }

    private int[] emit(long[] placed) {
        int[] nextRead = new int[operations.size()];
        int[] firstRead = new int[operations.values()];
        Arrays.fill(firstRead, NONE);
        for (int o = operations.size() - 1; o >= 0; o--) {
            if (operations.kind()[o] == RegisterOperations.READ) {
                nextRead[o] = firstRead[operations.value()[o]];
                firstRead[operations.value()[o]] = o;
            }
        }
        int[] order = new int[operations.size()];
        int length = 0;
        for (long block : placed) {
            int v = head[(int) block & Integer.MAX_VALUE];
            if (v != operations.initial()) {
                order[length++] = operations.invoked()[producer[v]];
            }
            while (true) {
                for (int read = firstRead[v]; read != NONE; read = nextRead[read]) {
                    order[length++] = operations.invoked()[read];
                }
                int cas = consumer[v];
                if (cas == NONE) {
                    break;
                }
                order[length++] = operations.invoked()[cas];
                v = operations.next()[cas];
            }
        }
        return Arrays.copyOf(order, length);
    }
}
