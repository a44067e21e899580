package refute.harness.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import refute.harness.history.Value;

/**
 * What a checker found.
 *
 * @param checker its name
 * @param verdict its answer
 * @param reason one sentence for people; never empty
 * @param witnesses what shows it; not empty when invalid
 * @param figures what it counted or measured, by name, in the order in which to show them
 * @param nanos how long it took
 */
public record CheckResult(
        String checker,
        Verdict verdict,
        String reason,
        List<Witness> witnesses,
        SequencedMap<String, Value> figures,
        long nanos) {

    public CheckResult {
        witnesses = List.copyOf(witnesses);
        figures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures));
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a result says why");
        }
        if (verdict == Verdict.INVALID && witnesses.isEmpty()) {
            throw new IllegalArgumentException("an invalid result has a witness: " + checker + ": " + reason);
        }
    }

    public static CheckResult valid(String checker, String reason) {
        return new CheckResult(checker, Verdict.VALID, reason, List.of(), new LinkedHashMap<>(), 0);
    }

    public static CheckResult unknown(String checker, String reason) {
        return new CheckResult(checker, Verdict.UNKNOWN, reason, List.of(), new LinkedHashMap<>(), 0);
    }

    public static CheckResult invalid(String checker, String reason, List<? extends Witness> witnesses) {
        return new CheckResult(checker, Verdict.INVALID, reason, new ArrayList<>(witnesses), new LinkedHashMap<>(), 0);
    }

    public CheckResult with(String figure, Value value) {
        SequencedMap<String, Value> more = new LinkedHashMap<>(figures);
        more.put(figure, value);
        return new CheckResult(checker, verdict, reason, witnesses, more, nanos);
    }

    public CheckResult withNanos(long newNanos) {
        return new CheckResult(checker, verdict, reason, witnesses, figures, newNanos);
    }
}
