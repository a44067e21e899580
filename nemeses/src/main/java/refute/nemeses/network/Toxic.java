package refute.nemeses.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;

/**
 * A toxic as Toxiproxy knows it.
 *
 * @param type such as {@code bandwidth}
 * @param attributes by name, in Toxiproxy's units: milliseconds, kilobytes a second, bytes; the slicer's delay in microseconds
 */
record Toxic(String type, SequencedMap<String, Long> attributes) {
    private static final long MILLI = 1_000_000;
    private static final long MICRO = 1_000;

    Toxic {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    }

    /** @throws IllegalArgumentException if a toxic of this type has no such attribute */
    long attribute(String name) {
        Long value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException(type + " has no attribute " + name);
        }
        return value;
    }

    /** The toxic that does this. */
    static Toxic of(Impairment impairment) {
        SequencedMap<String, Long> attributes = new LinkedHashMap<>();
        String type = switch (impairment) {
            case Impairment.Blocked blocked -> {
                // Rate 0 holds back without loss. Timeout 0 reads and drops, and closes the connection when it is
                // removed.
                boolean stalled = blocked.cut() == Cut.STALLED;
                attributes.put(stalled ? "rate" : "timeout", 0L);
                yield stalled ? "bandwidth" : "timeout";
            }
            case Impairment.Late late -> {
                attributes.put("latency", late.delayNanos() / MILLI);
                attributes.put("jitter", late.jitterNanos() / MILLI);
                yield "latency";
            }
            case Impairment.Narrow narrow -> {
                attributes.put("rate", narrow.kilobytesPerSecond());
                yield "bandwidth";
            }
            case Impairment.Sliced sliced -> {
                attributes.put("average_size", (long) sliced.bytes());
                attributes.put("size_variation", sliced.bytes() / 2L);
                attributes.put("delay", sliced.delayNanos() / MICRO);
                yield "slicer";
            }
            case Impairment.Reset reset -> {
                attributes.put("timeout", reset.afterNanos() / MILLI);
                yield "reset_peer";
            }
            case Impairment.Limited limited -> {
                attributes.put("bytes", limited.bytes());
                yield "limit_data";
            }
        };
        return new Toxic(type, attributes);
    }
}
