package refute.harness.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a fault did, as measured.
 *
 * @param bit whether it had a measurable effect; a run whose faults did not bite is unknown, not valid
 * @param text the effect in words: "41 kB stalled on 4 ways; leader n2 → n3"
 * @param figures the numbers behind it, by name with the unit last
 */
public record Effect(boolean bit, String text, SequencedMap<String, Long> figures) {
    public Effect {
        figures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures));
    }
}
