package refute.systems.kv.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.Value;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.nemeses.StandardInjector;
import refute.specs.tla.trace.ConformanceChecker;

/**
 * Runs that record what their nodes do, judged by conformance alone, one after the other until one does not conform. As a program: first seed,
 * number of seeds, and a mutant if one is to be on.
 */
final class TraceCampaign {
    private static final Runner RUNNER = new Runner(new StandardInjector(), List.of(new ConformanceChecker()));

    private long runs;
    private long events;
    private long nanos;

    /** The first run that does not conform, with a mutant or (if it is empty) without one. */
    Optional<Found> search(String mutant, long from, long count) throws InterruptedException {
        for (long seed = from; seed < from + count; seed++) {
            CheckResult judged = judge(scenario(mutant, seed));
            runs++;
            nanos += judged.nanos();
            if (judged.figures().get("events") instanceof Value.Int number) {
                events += number.number();
            }
            if (judged.verdict() != Verdict.VALID) {
                return Optional.of(new Found(seed, judged));
            }
        }
        return Optional.empty();
    }

    /** A run that does not conform, or of which nobody knows. */
    record Found(long seed, CheckResult result) {
        /** The event that is no step; empty if nobody knows. */
        String event() {
            return result.witnesses().stream()
                    .map(witness -> ((Witness.Unexplained) witness).event())
                    .findFirst()
                    .orElse("");
        }
    }

    private static Scenario scenario(String mutant, long seed) {
        SystemOptions options = SystemOptions.standard().withTrace(true);
        // What the inner invariants find ends a run before the trace shows it.
        SystemOptions chosen =
                mutant.isEmpty() ? options : options.withMutant(mutant).withFlag(SimulatedKv.INVARIANTS, "off");
        return Simulations.scenario(seed).options(chosen);
    }

    private static CheckResult judge(Scenario scenario) throws InterruptedException {
        RunResult result = RUNNER.run(scenario, Recording.inMemory("test", Path.of("")), RunListener.NONE);
        return result.checks().stream()
                .filter(check -> check.checker().equals(ConformanceChecker.NAME))
                .findFirst()
                .orElseThrow();
    }

    public static void main(String[] arguments) throws InterruptedException {
        TraceCampaign campaign = new TraceCampaign();
        String mutant = arguments.length > 2 ? arguments[2] : "";
        Optional<Found> found = campaign.search(mutant, Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        System.out.println(String.format(
                Locale.ROOT,
                "%s %d runs, %d events, %.0f events/s; %s",
                mutant,
                campaign.runs,
                campaign.events,
                campaign.events / (campaign.nanos / 1e9),
                found.map(one -> "seed " + one.seed() + ": " + one.result().reason())
                        .orElse("all conform")));
    }
}
