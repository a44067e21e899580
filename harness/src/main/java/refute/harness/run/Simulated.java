package refute.harness.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.check.CheckResult;
import refute.harness.history.Value;

/**
 * What a simulated run says of itself, read from its results, where it stands under the name {@value #CHECKER}.
 *
 * @param hash of everything that happened; equal for equal runs
 * @param events how much happened
 * @param nanos how much time passed in it
 * @param accidents how often each hazard came true, by name
 */
public record Simulated(String hash, long events, long nanos, SequencedMap<String, Long> accidents) {
    /** The name of the result. */
    public static final String CHECKER = "simulation";

    static final String HASH = "hash";
    static final String EVENTS = "events";
    static final String NANOS = "simulatedNanos";
    static final String ACCIDENTS = "accidents";

    public Simulated {
        accidents = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(accidents));
    }

    /** What stands among these results; empty if the run was none in simulation. */
    public static Optional<Simulated> of(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.checker().equals(CHECKER))
                .findFirst()
                .map(Simulated::read);
    }

    private static Simulated read(CheckResult result) {
        SequencedMap<String, Long> accidents = new LinkedHashMap<>();
        if (result.figures().get(ACCIDENTS) instanceof Value.Dict dict) {
            dict.items().forEach((what, count) -> {
                if (what instanceof Value.Text name && count instanceof Value.Int number) {
                    accidents.put(name.text(), number.number());
                }
            });
        }
        String hash = result.figures().get(HASH) instanceof Value.Text text ? text.text() : "";
        return new Simulated(hash, number(result, EVENTS), number(result, NANOS), accidents);
    }

    private static long number(CheckResult result, String figure) {
        return result.figures().get(figure) instanceof Value.Int number ? number.number() : 0;
    }
}
