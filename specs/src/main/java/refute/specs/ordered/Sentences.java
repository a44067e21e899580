package refute.specs.ordered;

import java.util.Locale;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/** Operations in words. */
final class Sentences {
    private static final double SECOND = 1e9;

    private Sentences() {}

    /** Such as "put k7 by process 3, answered at 1.204 s". */
    static String of(Operation operation) {
        boolean keyed =
                operation.key() instanceof Value.Text && !operation.function().equals(Scan.FUNCTION);
        String what = operation.function() + (keyed ? " " + Scan.text(operation.key()) : "");
        return operation.isOk()
                ? String.format(
                        Locale.ROOT,
                        "%s by process %s, answered at %.3f s",
                        what,
                        operation.process(),
                        operation.returnedNanos() / SECOND)
                : String.format(
                        Locale.ROOT,
                        "%s by process %s, begun at %.3f s",
                        what,
                        operation.process(),
                        operation.invokedNanos() / SECOND);
    }

    /** Such as "the scan by process 2 from 1.2 s to 1.3 s". */
    static String of(Scan scan) {
        return String.format(
                Locale.ROOT,
                "the scan by process %s from %.3f s to %.3f s",
                scan.operation().process(),
                scan.operation().invokedNanos() / SECOND,
                scan.operation().returnedNanos() / SECOND);
    }
}
