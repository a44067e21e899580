package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import refute.harness.Seed;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.run.RunResult;
import refute.harness.run.Simulated;

/** What a campaign has come to so far: sums alone, and the first failure. Safe for threads. */
final class CampaignTally {
    private final long begunNanos = System.nanoTime();
    private final Predicate<CheckResult> counted;
    private final SequencedMap<String, Long> verdicts = new TreeMap<>();
    private final SequencedMap<String, Long> faults = new TreeMap<>();
    private final SequencedMap<String, Long> unknowns = new TreeMap<>();
    private long runs;
    private long events;
    private long simulatedNanos;
    private long operations;
    /** Of what happened in all runs, whichever ended first: a sum, in which each run has its own place. */
    private long hash;

    private int worst;
    private @Nullable Failure failure;

    /**
     * The first run that was invalid.
     *
     * @param n which of the campaign's runs, from 0
     * @param seed of it
     * @param hash of its events
     * @param sentence what is wrong
     */
    record Failure(int n, long seed, String hash, String sentence) {}

    /** @param counted whose results make a run a failure */
    CampaignTally(Predicate<CheckResult> counted) {
        this.counted = counted;
    }

    synchronized void add(int n, RunResult result) {
        runs++;
        verdicts.merge(result.verdict().word(), 1L, Long::sum);
        worst = ExitCodes.worse(worst, result.exitCode());
        operations += result.counts().operations();
        result.evidence().faults().forEach(fault -> faults.merge(fault.planned().nemesis(), 1L, Long::sum));
        Optional<Simulated> simulated = Simulated.of(result.checks());
        simulated.ifPresent(one -> {
            events += one.events();
            simulatedNanos += one.nanos();
            hash += new Seed(Long.parseUnsignedLong(one.hash(), 16)).at(n);
            one.accidents().forEach((what, count) -> faults.merge(what, count, Long::sum));
        });
        if (result.verdict() == Verdict.UNKNOWN) {
            first(result, check -> true, Verdict.UNKNOWN)
                    .ifPresent(check -> unknowns.merge(check.checker(), 1L, Long::sum));
        }
        Optional<CheckResult> invalid = first(result, counted, Verdict.INVALID);
        if (invalid.isPresent() && (failure == null || n < failure.n())) {
            failure = new Failure(
                    n,
                    result.scenario().seed().value(),
                    simulated.map(Simulated::hash).orElse(""),
                    invalid.get().checker() + ": " + invalid.get().reason());
        }
    }

    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized long runs() {
        return runs;
    }

    /** The worst of all runs'. */
    synchronized int exitCode() {
        return worst;
    }

    /** One line while it goes on. */
    synchronized String progress(int count) {
        double seconds = seconds();
        return String.format(
                Locale.ROOT,
                "%,d of %,d runs  %,.0f schedules/s  %,.0f s simulated, %,.0f times real time  %,.0f events/s  %s",
                runs,
                count,
                runs / seconds,
                simulatedNanos / 1e9,
                simulatedNanos / 1e9 / seconds,
                events / seconds,
                words(verdicts));
    }

    /** What it came to, for people. */
    synchronized List<String> lines() {
        double seconds = seconds();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d simulated runs in %.1f s, %.1f schedules/s: %s",
                runs,
                seconds,
                runs / seconds,
                words(verdicts)));
        lines.add(String.format(
                Locale.ROOT,
                "  simulated   %,.0f s, %,.0f times real time; %,d events, %,.0f events/s; %,d operations",
                simulatedNanos / 1e9,
                simulatedNanos / 1e9 / seconds,
                events,
                events / seconds,
                operations));
        lines.add("  hash        " + hash() + ", of all that happened in all of them");
        lines.add("  faults      " + words(faults));
        if (!unknowns.isEmpty()) {
            lines.add("  unknown by  " + words(unknowns));
        }
        Failure first = failure;
        if (first != null) {
            lines.add("  failure     run " + (first.n() + 1) + ", seed " + first.seed() + ", hash " + first.hash()
                    + ": " + first.sentence());
        }
        return lines;
    }

    /** The same for programs. */
    synchronized Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("campaign", true);
        summary.put("runs", runs);
        summary.put("verdicts", verdicts);
        summary.put("seconds", seconds());
        summary.put("simulatedSeconds", simulatedNanos / 1e9);
        summary.put("events", events);
        summary.put("operations", operations);
        summary.put("faults", faults);
        summary.put("hashOfAll", hash());
        Failure first = failure;
        if (first != null) {
            summary.put("seed", first.seed());
            summary.put("hash", first.hash());
            summary.put("reason", first.sentence());
        }
        return summary;
    }

    private String hash() {
        return String.format(Locale.ROOT, "%016x", hash);
    }

    /** Since it began. */
    double seconds() {
        return Math.max(1e-3, (System.nanoTime() - begunNanos) / 1e9);
    }

    /** The first of the counted results with this verdict. */
    static Optional<CheckResult> first(RunResult result, Predicate<CheckResult> counted, Verdict verdict) {
        return result.checks().stream()
                .filter(check -> check.verdict() == verdict && counted.test(check))
                .findFirst();
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(", "));
    }
}
