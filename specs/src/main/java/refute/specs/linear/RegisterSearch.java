package refute.specs.linear;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether the operations of a register have a linearization: from cheap to dear.
 *
 * <p>A bounded frontier proves quickly that most valid histories are valid, and as long as it gives nothing up it also refutes. Then,
 * if there are crashed operations, a relaxation in which they never run out refutes quickly. Between them lie few histories: wider
 * frontiers, and at last the exact one, decide those.
 */
final class RegisterSearch {
    private static final int[] WIDTHS = {12, 256, RegisterFrontier.EVERYTHING};

    private RegisterSearch() {}

    static Finding search(RegisterOperations operations, Allowance allowance) {
        CrashClasses crashes = CrashClasses.of(operations);
        int reached = 0;
        for (int width : WIDTHS) {
            RegisterFrontier frontier = new RegisterFrontier(operations, crashes, width, false, allowance);
            RegisterFrontier.End end = frontier.run();
            reached = Math.max(reached, frontier.position());
            switch (end) {
                case REACHED -> {
                    return new Finding.Linearizable(RegisterOrder.of(operations, frontier.path(), Operations.OPEN));
                }
                case STOPPED -> {
                    return new Finding.Unfinished(frontier.stopReason(), reached);
                }
                case TOO_CONCURRENT -> {
                    return new Finding.Unfinished(
                            "more than " + RegisterFrontier.SLOTS + " operations of one kind are open at once", reached);
                }
                case STUCK -> {
                    if (!frontier.isTruncated()) {
                        return stuck(operations, frontier);
                    }
                }
            }
            if (width == WIDTHS[0] && crashes.count() > 0) {
                RegisterFrontier relaxed = new RegisterFrontier(
                        operations, crashes, RegisterFrontier.EVERYTHING, true, allowance);
                RegisterFrontier.End relaxedEnd = relaxed.run();
                if (relaxedEnd == RegisterFrontier.End.STUCK) {
                    return stuck(operations, relaxed);
                }
                if (relaxedEnd == RegisterFrontier.End.STOPPED) {
                    return new Finding.Unfinished(relaxed.stopReason(), reached);
                }
            }
        }
        throw new AssertionError("the exact search gave something up");
    }

    private static Finding stuck(RegisterOperations operations, RegisterFrontier frontier) {
        List<int[]> orders = new ArrayList<>();
        for (int[] path : frontier.pathsBeforeStuck(TextbookSearch.ORDERS_KEPT_MAX)) {
            orders.add(RegisterOrder.of(operations, path, frontier.position()));
        }
        return new Finding.Stuck(operations.invoked()[frontier.goal()], orders);
    }
}
