package refute.harness.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sort of failure an invalid result is, whatever values and times it is about: two runs that fail in the same way have one in
 * common. The oracle when a run is executed again or made smaller.
 *
 * @param checker who found it
 * @param anomaly what it is called: a named anomaly, an invariant ({@code I4}), or the beginning of an alarm
 */
public record FailureKind(String checker, String anomaly) {
    /** The name of an invariant, or of what a simulated run was ended for, before its colon. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,30}): (.*)", Pattern.DOTALL);
    /** A crash is told apart by what was thrown, and not by its message, which has values. */
    private static final Pattern THROWN = Pattern.compile("([A-Za-z0-9_.$]+).*", Pattern.DOTALL);

    private static final String CRASH = "crash";
    private static final String EXITED = "exited";
    private static final String ALARM = "alarm";

    /** Of all results that are invalid, in their order; empty if none is. */
    public static SequencedSet<FailureKind> of(List<CheckResult> results) {
        SequencedSet<FailureKind> kinds = new LinkedHashSet<>();
        for (CheckResult result : results) {
            if (result.verdict() == Verdict.INVALID) {
                result.witnesses().forEach(witness -> kinds.add(new FailureKind(result.checker(), anomaly(witness))));
            }
        }
        return kinds;
    }

    private static String anomaly(Witness witness) {
        return switch (witness) {
            case Witness.Unlinearizable unlinearizable -> "unlinearizable " + unlinearizable.model();
            case Witness.Elements elements -> elements.anomaly();
            case Witness.Contradiction contradiction -> contradiction.anomaly();
            case Witness.Cycle cycle -> cycle.anomaly();
            case Witness.Unexplained unexplained -> "unexplained " + unexplained.event();
            case Witness.NodeFailure failure ->
                failure.lines().isEmpty() ? EXITED : alarm(failure.lines().getFirst());
        };
    }

    private static String alarm(String line) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches()) {
            return ALARM;
        }
        if (!named.group(1).equals(CRASH)) {
            return named.group(1);
        }
        Matcher thrown = THROWN.matcher(named.group(2));
        return thrown.matches() ? CRASH + " by " + thrown.group(1) : CRASH;
    }

    @Override
    public String toString() {
        return checker + ": " + anomaly;
    }
}
