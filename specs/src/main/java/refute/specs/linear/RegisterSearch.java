package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;
import refute.specs.linear.RegisterFrontier.End;

/**
 * Decides whether the operations of a register have a linearization: from cheap to dear.
 *
 * <p>Where every value is written once, zones decide without a search; only what they refute is searched as well, for an operation to
 * point at. Else a narrow beam proves quickly that most valid histories are valid, and as long as it gives nothing up it also refutes. Then, if there
 * are crashed operations, a relaxation in which they never run out refutes quickly. What lies between is left to the exact search.
 *
 * <p>What each step may conclude is a method of its own, so that tests can break it. Owned by one thread; runs once.
 */
class RegisterSearch {
    /** The reason of a search that ran out of slots. */
    static final String TOO_CONCURRENT =
            "more than " + OpenOperations.SLOTS + " operations of one kind are open at once";

    private final RegisterOperations operations;
    private final Allowance allowance;
    private int reached;

    RegisterSearch(RegisterOperations operations, Allowance allowance) {
        this.operations = operations;
        this.allowance = allowance;
    }

    static Finding search(RegisterOperations operations, Allowance allowance) {
        return new RegisterSearch(operations, allowance).search();
    }

    Finding search() {
        UniqueValues.Answer unique = UniqueValues.decide(operations);
        if (unique.order().isPresent()) {
            return new Finding.Linearizable(unique.order().get());
        }
        Finding found = searchFrontier();
        if (unique.unique() && found instanceof Finding.Linearizable) {
            throw new AssertionError("zones refute what the frontier has placed");
        }
        return found;
    }

    /** Beam, relaxation, exact search: without the zones. */
    Finding searchFrontier() {
        CrashClasses crashes = CrashClasses.of(operations);
        RegisterBeam beam = new RegisterBeam(frontier(crashes, RegisterBeam.WIDTH_LEAST, false, true), operations);
        try {
            End end = beam.run();
            if (decides(beam, end)) {
                return finding(beam.frontier(), end, true);
            }
            reached = beam.frontier().position();
        } finally {
            beam.frontier().release();
        }
        if (crashes.count() > 0) {
            RegisterFrontier relaxed = frontier(crashes, RegisterFrontier.EVERYTHING, true, false);
            try {
                End end = relaxed.run();
                if (relaxationDecides(end)) {
                    return finding(relaxed, end, false);
                }
            } finally {
                relaxed.release();
            }
        }
        RegisterFrontier exact = frontier(crashes, RegisterFrontier.EVERYTHING, false, false);
        try {
            return finding(exact, exact.run(), true);
        } finally {
            exact.release();
        }
    }

    RegisterFrontier frontier(CrashClasses crashes, int width, boolean unlimited, boolean thrifty) {
        return new RegisterFrontier(operations, crashes, width, unlimited, thrifty, allowance);
    }

    /** A beam that is stuck has only refuted something if it gave nothing up. */
    boolean decides(RegisterBeam beam, End end) {
        return end != End.STUCK || !beam.frontier().isTruncated();
    }

    /** Crashed operations that never run out can only show that even they do not help. */
    boolean relaxationDecides(End end) {
        return end != End.REACHED;
    }

    private Finding finding(RegisterFrontier frontier, End end, boolean realOrders) {
        int position = Math.max(reached, frontier.position());
        return switch (end) {
            case REACHED -> new Finding.Linearizable(RegisterOrder.of(operations, frontier.path(), Operations.OPEN));
            case STOPPED -> new Finding.Unfinished(frontier.stopReason(), position);
            case TOO_CONCURRENT -> new Finding.Unfinished(TOO_CONCURRENT, position);
            case STUCK -> stuck(frontier, realOrders);
        };
    }

    /** What the relaxation placed is no order: it may hold a crashed operation twice. */
    private Finding stuck(RegisterFrontier frontier, boolean realOrders) {
        List<int[]> orders = new ArrayList<>();
        if (realOrders) {
            for (int[] path : frontier.pathsBeforeStuck(TextbookSearch.ORDERS_KEPT_MAX)) {
                orders.add(RegisterOrder.of(operations, path, frontier.position()));
            }
        }
        return new Finding.Stuck(operations.invoked()[frontier.goal()], orders);
    }
}
