package refute.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import refute.harness.Problem;
import refute.harness.Seed;
import refute.harness.check.Verdict;
import refute.reports.RunIndex;
import refute.reports.RunLine;

/** Made-up runs of two scenarios, three versions and some seeds, for tests to index. */
final class SampleIndex {
    private static final List<String> VERSIONS = List.of("etcd 3.5.2", "etcd 3.6.0", "etcd 3.6.5");
    private static final int SEEDS = 12;
    private static final Instant BEGIN = Instant.parse("2026-11-30T20:00:00Z");

    private SampleIndex() {}

    static RunIndex of(int runs) {
        return of(runs, "process 3 read 4, but 5 had been written and acknowledged before");
    }

    /** The same with another reason. */
    static RunIndex of(int runs, String reason) {
        RandomGenerator random = new Seed(5).random();
        List<RunLine> lines = new ArrayList<>();
        for (int n = 0; n < runs; n++) {
            String scenario = n % 4 == 0 ? "etcd-append" : "etcd-register";
            String version = VERSIONS.get(Math.min(VERSIONS.size() - 1, n * VERSIONS.size() / runs));
            long seed = 1 + random.nextInt(SEEDS);
            int draw = random.nextInt(10);
            Verdict verdict = draw == 0 ? Verdict.UNKNOWN : draw < 3 ? Verdict.INVALID : Verdict.VALID;
            boolean open = n == runs - 1;
            Instant started = BEGIN.plus(Duration.ofMinutes(n));
            lines.add(new RunLine(
                    scenario + "/run " + n,
                    scenario,
                    "processes",
                    version,
                    seed,
                    scenario + version + seed,
                    open ? Verdict.UNKNOWN : verdict,
                    open ? "Nothing has judged this run yet." : reason,
                    started,
                    open ? Optional.empty() : Optional.of(started.plusSeconds(60)),
                    11_873L + n));
        }
        return new RunIndex(
                "Runs in store",
                lines,
                List.of(new Problem("store/etcd-register/old/run.json", "has version 99", "use a newer Refute")));
    }
}
