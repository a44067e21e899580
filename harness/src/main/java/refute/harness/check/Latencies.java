package refute.harness.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Value;

/** How long operations took, by function and outcome. Figures only. */
final class Latencies implements Checker {
    /** A function more than these is counted under {@code others}: histories of others may name any number. */
    private static final int SERIES_MAX = 60;

    private static final int SIGNIFICANT_DIGITS = 3;

    @Override
    public String name() {
        return "latencies";
    }

    @Override
    public String description() {
        return "median, 95th and 99th percentile and maximum of each function's latency, by outcome";
    }

    @Override
    public CheckResult check(Evidence evidence, Budget budget) {
        Map<String, Histogram> series = new TreeMap<>();
        Histogram acknowledged = new Histogram(SIGNIFICANT_DIGITS);
        History history = evidence.history();
        for (int at = 0; at < history.size(); at++) {
            int completion = history.partner(at);
            if (history.process(at) < 0 || history.kind(at) != EntryKind.INVOKE || completion < 0) {
                continue;
            }
            long nanos = history.timeNanos(completion) - history.timeNanos(at);
            String name = history.function(at) + " " + history.kind(completion).word();
            String listed = series.containsKey(name) || series.size() < SERIES_MAX ? name : "others";
            series.computeIfAbsent(listed, s -> new Histogram(SIGNIFICANT_DIGITS))
                    .recordValue(nanos);
            if (history.kind(completion) == EntryKind.OK) {
                acknowledged.recordValue(nanos);
            }
        }
        CheckResult result = CheckResult.valid(
                name(),
                acknowledged.getTotalCount() == 0
                        ? "no operation was acknowledged"
                        : "acknowledged within %.2f ms (median), %.2f ms (99th percentile)"
                                .formatted(
                                        acknowledged.getValueAtPercentile(50) / 1e6,
                                        acknowledged.getValueAtPercentile(99) / 1e6));
        for (Map.Entry<String, Histogram> one : series.entrySet()) {
            result = result.with(one.getKey(), figures(one.getValue()));
        }
        return result;
    }

    private static Value figures(Histogram histogram) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("count", histogram.getTotalCount());
        numbers.put("p50Nanos", histogram.getValueAtPercentile(50));
        numbers.put("p95Nanos", histogram.getValueAtPercentile(95));
        numbers.put("p99Nanos", histogram.getValueAtPercentile(99));
        numbers.put("maxNanos", histogram.getMaxValue());
        return Figures.of(numbers);
    }
}
