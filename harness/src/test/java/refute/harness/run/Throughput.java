package refute.harness.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Measures what a run costs with a system that costs nothing, recorded into a run folder and judged by the standard checkers:
 *
 * <pre>java -Xmx256m -cp … refute.harness.run.Throughput FOLDER [WORKERS [OPERATIONS]]</pre>
 */
final class Throughput {
    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        Path store = Path.of(arguments[0]);
        int workers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        long operations = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1_000_000;
        for (int i = 0; i < 3; i++) {
            Scenario scenario = Cells.well(operations)
                    .name("throughput")
                    .workers(workers)
                    .rate(0)
                    .timeLimit(Duration.ofSeconds(60))
                    .seed(i);
            RunRecord.Origin origin = new RunRecord.Origin("", new LinkedHashMap<>(), RunRecord.Machine.here());
            RunFolder folder = RunFolder.create(store, RunRecord.begin(scenario, origin, Instant.now()));
            RunResult result =
                    Runner.withoutFaults().run(scenario, Recording.in(folder, "throughput"), RunListener.NONE);
            double seconds = result.course().phaseNanos().get(RunPhase.MAIN) / 1e9;
            long count = result.counts().operations();
            System.out.printf(
                    "%d operations, %.0f a second, %.1f bytes each, %s, judged in %.2f s, %s%n",
                    count,
                    count / seconds,
                    Files.size(folder.historyFile()) / (double) count,
                    result.verdict().word(),
                    result.course().phaseNanos().get(RunPhase.JUDGE) / 1e9,
                    result.course().failure().map(Object::toString).orElse("no failure"));
        }
    }
}
