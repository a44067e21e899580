package refute.specs.linear;

import java.util.Optional;
import java.util.stream.IntStream;
import refute.harness.history.Value;
import refute.specs.model.Call;

/**
 * Decides without search about one element of a set that was added at most once, removed and asked for as often as you like.
 *
 * <p>The element is inside from one moment to another. Who saw it was there then, who missed it was not, and a removal other than the one that ended
 * it removed nothing. So nothing is lost by letting it come as late and go as early as can be: it comes just before the addition, or the first
 * answer that saw it, is over; it goes once the last question that was answered so has begun, with whichever removal can be first. If a
 * removal is over before that, it may come and go at once, and nobody else notices. There is a linearization if and only if everyone else can be before or behind (compare the sets of Abdulla et al., "Efficient linearizability
 * monitoring", PLDI 2025).
 *
 * <p>A crashed addition counts only if the element was seen, a crashed removal only if it is the one that ends it. Linear. Rules that could
 * be wrong are methods of their own, so that tests can break each of them. Owned by one thread; runs once.
 */
class ElementPresence {
    private static final int NONE = -1;

    private final Operations operations;
    private final boolean initially;
    private int add = NONE;
    /** Of those who saw it the first whose answer came, and the last who asked. */
    private int firstSeen = NONE;

    private int lastSeen = NONE;

    /** Just behind which positions it comes and goes. */
    private int comes;

    private int goes;
    private int remove = NONE;

    /** @param operations all that are about the element */
    ElementPresence(Operations operations, boolean initially) {
        this.operations = operations;
        this.initially = initially;
    }

    /** Empty, and nothing decided, if it was added twice. */
    Optional<Finding> decide() {
        for (int o = 0; o < operations.size(); o++) {
            if (is(o, "add")) {
                if (isAddedTwice(initially || add != NONE)) {
                    return Optional.empty();
                }
                add = o;
            } else if (saw(o)) {
                boolean first = firstSeen == NONE
                        || operations.returned()[o] < operations.returned()[firstSeen];
                firstSeen = first ? o : firstSeen;
                lastSeen = o;
            }
        }
        boolean added = add != NONE && happened(operations.isOpen(add), lastSeen != NONE);
        if (!added && !initially) {
            return Optional.of(lastSeen == NONE ? linearizable() : stuck(lastSeen));
        }
        comes = initially ? NONE : comes(operations.returned()[add], firstSeenReturned()) - 1;
        if (!initially && comes < operations.invoked()[add]) {
            return Optional.of(stuck(firstSeen));
        }
        goes();
        return Optional.of(IntStream.range(0, operations.size())
                .filter(this::missed)
                .filter(o -> !isBefore(o) && !isBehind(o))
                .mapToObj(this::stuck)
                .findFirst()
                .orElseGet(this::linearizable));
    }

    private int firstSeenReturned() {
        return firstSeen == NONE ? Operations.OPEN : operations.returned()[firstSeen];
    }

    /** Chooses the removal that can end it first; one that is over before it would come makes it come earlier, to be gone at once. */
    private void goes() {
        goes = Operations.OPEN;
        int latest = comes;
        int addedFrom = initially ? NONE : operations.invoked()[add];
        int seenUntil = lastSeen == NONE ? NONE : operations.invoked()[lastSeen];
        for (int o = 0; o < operations.size(); o++) {
            if (is(o, "remove")) {
                int returned = operations.returned()[o];
                int came = Math.min(latest, returned - 1);
                int earliest = goes(operations.invoked()[o], Math.max(came, seenUntil));
                if (came >= addedFrom && earliest < goes && canRemove(earliest, returned)) {
                    comes = came;
                    goes = earliest;
                    remove = o;
                }
            }
        }
    }

    boolean isAddedTwice(boolean before) {
        return before;
    }

    /** Whether the addition happened. */
    boolean happened(boolean crashed, boolean seen) {
        return !crashed || seen;
    }

    /** Before which position it comes at the latest. */
    int comes(int addReturned, int seenReturned) {
        return Math.min(addReturned, seenReturned);
    }

    /** Behind which position a removal can end it at the earliest. */
    int goes(int removeInvoked, int thereUntil) {
        return Math.max(removeInvoked, thereUntil);
    }

    /** Whether a removal had not returned by then. */
    boolean canRemove(int moment, int removeReturned) {
        return moment < removeReturned;
    }

    /** Whether an operation that did not find it can be before it came. */
    boolean isEarly(int invoked, int comesAt) {
        return invoked <= comesAt;
    }

    /** Whether an operation that did not find it can be after it went. */
    boolean isLate(int returned, int goesAt) {
        return returned > goesAt;
    }

    private boolean isBefore(int operation) {
        return isEarly(operations.invoked()[operation], comes);
    }

    private boolean isBehind(int operation) {
        return goes != Operations.OPEN && isLate(operations.returned()[operation], goes);
    }

    private boolean is(int operation, String function) {
        return operations.callOf(operation).function().equals(function);
    }

    private boolean saw(int operation) {
        Call call = operations.callOf(operation);
        return call.function().equals("contains") && call.result().equals(Value.of(true));
    }

    /** Whether it must have happened while the element was not there; a crashed removal need not have happened. */
    private boolean missed(int operation) {
        boolean other = operation != remove && operation != add && !operations.isOpen(operation);
        return other && !saw(operation);
    }

    private Finding linearizable() {
        boolean there = initially || (add != NONE && happened(operations.isOpen(add), lastSeen != NONE));
        IntStream all = IntStream.range(0, operations.size());
        if (!there) {
            return order(all.filter(this::missed));
        }
        int[] others = all.filter(this::missed).toArray();
        IntStream seen = IntStream.range(0, operations.size()).filter(this::saw);
        IntStream before = IntStream.of(others).filter(this::isBefore);
        IntStream behind = IntStream.of(others).filter(o -> !isBefore(o));
        IntStream come = IntStream.concat(before, IntStream.of(add));
        IntStream go = IntStream.concat(IntStream.of(remove), behind);
        return order(IntStream.concat(IntStream.concat(come, seen), go).filter(o -> o != NONE));
    }

    private Finding order(IntStream numbers) {
        return new Finding.Linearizable(
                numbers.map(o -> operations.invoked()[o]).toArray());
    }

    /** The operation that fits nowhere, those that made the element come late and go early, and every removal that might have helped. */
    private Finding stuck(int operation) {
        int[] among = IntStream.range(0, operations.size())
                .filter(o -> o == operation
                        || o == add
                        || o == firstSeen
                        || o == lastSeen
                        || (is(o, "remove")
                                && operations.invoked()[o] < operations.returned()[operation]))
                .toArray();
        return Finding.Stuck.among(operations, among);
    }
}
