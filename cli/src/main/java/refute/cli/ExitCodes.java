package refute.cli;

import java.util.List;

/** What several things that were judged end with: the worst. */
final class ExitCodes {
    /** From best to worst: valid, unknown, invalid, bad input, the harness failed. */
    private static final List<Integer> ORDER = List.of(0, 2, 1, Main.EXIT_BAD_INPUT, Main.EXIT_HARNESS_FAILED);

    private ExitCodes() {}

    static int worse(int one, int other) {
        return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
    }
}
