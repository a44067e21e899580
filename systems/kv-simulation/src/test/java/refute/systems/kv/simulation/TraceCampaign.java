package refute.systems.kv.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.nemeses.StandardInjector;
import refute.specs.tla.trace.ConformanceChecker;

/** Judges the traces of many runs. As a program: first seed, number of seeds, and a mutant if one is to be on. */
final class TraceCampaign {
    private TraceCampaign() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        long from = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        ConformanceChecker checker = new ConformanceChecker();
        Runner runner = new Runner(new StandardInjector(), List.of(checker));
        long events = 0;
        long nanos = 0;
        int invalid = 0;
        long start = System.nanoTime();
        for (long seed = from; seed < from + count; seed++) {
            SystemOptions options = SystemOptions.standard();
            options = arguments.length > 2 ? options.withMutant(arguments[2]) : options;
            options = (arguments.length > 2 ? options.withFlag("invariants", "off") : options).withTrace(true);
            Scenario scenario = Simulations.scenario(seed).options(options);
            RunResult result = runner.run(scenario, Recording.inMemory("test", Path.of("")), RunListener.NONE);
            CheckResult judged = result.checks().stream().filter(check -> check.checker().equals("conformance")).findFirst().orElseThrow();
            if (judged.figures().get("events") instanceof refute.harness.history.Value.Int number) {
                events += number.number();
            }
            nanos += judged.nanos();
            if (judged.verdict() != Verdict.VALID) {
                invalid++;
                System.out.println(seed + " " + judged.verdict() + " " + judged.reason() + "   others: " + result.checks().stream().filter(c -> c.verdict() == Verdict.INVALID && c != judged).map(c -> c.checker() + " " + c.reason()).toList());
                try (BufferedReader lines = result.evidence().trace().orElseThrow().open()) {
                    Files.writeString(Path.of("/tmp/cf/trace-" + seed + ".ndjson"), lines.lines().collect(Collectors.joining("\n", "", "\n")));
                }
                if (invalid >= 5) { break; }
            }
        }
        System.out.printf("%d runs, %d not valid, %d events, %.1f s judging (%.0f events/s), %.1f s in all%n", count, invalid, events, nanos / 1e9, events / (nanos / 1e9), (System.nanoTime() - start) / 1e9);
    }
}
