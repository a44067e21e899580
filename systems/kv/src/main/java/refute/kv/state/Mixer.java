package refute.kv.state;

import java.util.Arrays;
import java.util.Optional;
import refute.kv.Bytes;

/** Folds numbers and bytes into a 64-bit hash that is the same on every machine. Finds accidents, not attackers. */
final class Mixer {
    private Mixer() {}

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014, figure 12) over the sum of both. */
    static long mix(long hash, long value) {
        long mixed = hash * 0x9e3779b97f4a7c15L + value + 0x632be59bd9b4e019L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    static long mix(long hash, Bytes bytes) {
        return mix(mix(hash, bytes.size()), Arrays.hashCode(bytes.shared()));
    }

    static long mix(long hash, Result result) {
        return switch (result) {
            case Result.Written written -> {
                long mixed = mix(mix(mix(hash, 1), written.revision()), written.succeeded() ? 1 : 0);
                for (Optional<Versioned> found : written.found()) {
                    mixed = found.isEmpty()
                            ? mix(mixed, 0)
                            : mix(mix(mixed, found.get().value()), found.get().revision());
                }
                yield mixed;
            }
            case Result.Appended appended -> mix(mix(mix(hash, 2), appended.revision()), appended.offset());
            case Result.Trimmed trimmed -> mix(mix(mix(hash, 3), trimmed.revision()), trimmed.first());
            case Result.SessionOpened opened -> mix(mix(hash, 4), opened.client());
            case Result.SessionsExpired expired -> mix(mix(hash, 5), expired.count());
            case Result.SessionUnknown unknown -> mix(hash, 6);
            case Result.SessionStale stale -> mix(mix(hash, 7), stale.lastSequence());
        };
    }
}
