package refute.harness.world.simulation;

import java.util.SequencedMap;
import java.util.TreeMap;

/** How often each hazard came true, by name, for reports. Owned by one thread. */
final class Counters {
    private final SequencedMap<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    SequencedMap<String, Long> counts() {
        return counts;
    }
}
