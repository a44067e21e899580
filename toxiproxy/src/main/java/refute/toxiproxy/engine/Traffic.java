package refute.toxiproxy.engine;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes received and sent, by direction, proxy, listener and upstream; the series of a proxy outlive it. Counted as they
 * pass (Toxiproxy counts when a connection ends; the totals agree then). Safe for use by many threads.
 */
public final class Traffic {

    /** One series. */
    public record Labels(Direction direction, String proxy, String listener, String upstream) {}

    /** The counts of one series. */
    public record Count(Labels labels, long receivedBytes, long sentBytes) {}

    /** Live counters of one series. */
    record Counters(LongAdder received, LongAdder sent) {}

    private final ConcurrentMap<Labels, Counters> series = new ConcurrentHashMap<>();

    Counters counters(Labels labels) {
        return series.computeIfAbsent(labels, key -> new Counters(new LongAdder(), new LongAdder()));
    }

    /** The counts now, in the order in which Prometheus writes labels. */
    public List<Count> counts() {
        return series.entrySet().stream()
                .map(entry -> new Count(
                        entry.getKey(),
                        entry.getValue().received().sum(),
                        entry.getValue().sent().sum()))
                .sorted(Comparator.comparing(
                                (Count count) -> count.labels().direction().label())
                        .thenComparing(count -> count.labels().listener())
                        .thenComparing(count -> count.labels().proxy())
                        .thenComparing(count -> count.labels().upstream()))
                .toList();
    }
}
