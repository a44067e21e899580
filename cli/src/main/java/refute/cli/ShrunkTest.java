package refute.cli;

import refute.harness.check.FailureKind;
import refute.harness.fault.Schedule;
import refute.harness.run.Scenario;
import refute.harness.run.ScenarioRecord;
import refute.harness.run.ScheduleFile;
import refute.harness.run.ScriptFile;
import refute.harness.system.SystemOptions;
import refute.nemeses.shrinking.Case;

/** A test in Java that executes a case again, to be pasted into a project that has Refute on its class path. */
final class ShrunkTest {
    private ShrunkTest() {}

    static String of(Scenario base, Case smallest, FailureKind kind) {
        ScenarioRecord names = ScenarioRecord.of(base);
        String options = options(names.subject().options());
        return """
                /** %s, made smaller. */
                @org.junit.jupiter.api.Test
                void %s_fails_with_%s() throws InterruptedException {
                    var schedule = refute.harness.run.ScheduleFile.parse(\"""
                %s\""", "schedule");
                    var script = refute.harness.run.ScriptFile.parse(\"""
                %s\""", "script");
                    var scenario = refute.harness.run.Scenario.of(
                                    new %s(), new %s(), %s)
                            .nodes(%d)
                            .workers(%d)
                            .keys(%d)
                            .rate(%s)
                            .timeLimit(java.time.Duration.ofNanos(%dL))
                            .seed(%dL)
                            .reads(refute.harness.system.Reads.%s)
                            .options(%s)
                            .schedule(schedule);
                    var limits = new refute.harness.run.Limits(
                            java.time.Duration.ofNanos(%dL),
                            scenario.limits().readyWithin(),
                            scenario.limits().recoverWithin(),
                            0,
                            scenario.limits().budget());
                    var result = new refute.harness.run.Runner(new refute.nemeses.StandardInjector())
                            .run(
                                    script.in(scenario.limits(limits)),
                                    refute.harness.run.Recording.inMemory("shrunk", java.nio.file.Path.of("")),
                                    refute.harness.run.RunListener.NONE);
                    org.assertj.core.api.Assertions.assertThat(refute.harness.check.FailureKind.of(result.checks()))
                            .doesNotContain(new refute.harness.check.FailureKind(%s, %s));
                }
                """.formatted(
                        base.name(),
                        word(base.name()),
                        word(kind.anomaly()),
                        literal(ScheduleFile.print(new Schedule(smallest.faults()))),
                        literal(ScriptFile.print(smallest.script())),
                        base.subject().system().getClass().getCanonicalName(),
                        base.load().workload().getClass().getCanonicalName(),
                        world(names),
                        smallest.nodes(),
                        base.load().workers(),
                        base.load().keys(),
                        base.load().ratePerSecond(),
                        smallest.limitNanos(),
                        smallest.seed(),
                        base.load().reads().name(),
                        options,
                        base.limits().operationTimeout().toNanos(),
                        quoted(kind.checker()),
                        quoted(kind.anomaly()));
    }

    private static String options(SystemOptions options) {
        StringBuilder text = new StringBuilder("refute.harness.system.SystemOptions.standard()");
        options.version().ifPresent(version -> text.append(".withVersion(" + quoted(version) + ")"));
        options.binary().ifPresent(binary -> text.append(".withBinary(" + quoted(binary) + ")"));
        options.image().ifPresent(image -> text.append(".withImage(" + quoted(image) + ")"));
        options.mutant().ifPresent(mutant -> text.append(".withMutant(" + quoted(mutant) + ")"));
        options.flags().forEach((name, value) -> text.append(".withFlag(" + quoted(name) + ", " + quoted(value) + ")"));
        return text.toString();
    }

    /** As Java reads it: the escapes of JSON are among its own, and it has none of a slash. */
    private static String quoted(String text) {
        return Json.line(text).replace("\\/", "/");
    }

    private static String world(ScenarioRecord names) {
        return switch (names.subject().world()) {
            case "simulation" ->
                "refute.harness.world.simulation.SimulationWorld."
                        + (names.subject().calm() ? "calm()" : "swarm()");
            case "processes" ->
                "new refute.harness.world.processes.Processes(refute.nemeses.network.ToxiproxyLinks.builtIn())";
            default -> "new refute.harness.world.containers.Containers(new refute.nemeses.network.RemoteToxiproxies())";
        };
    }

    /** As the inside of a text block. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
    }

    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9]+", "_");
        return word.isEmpty() || Character.isDigit(word.charAt(0)) ? "run_" + word : word;
    }
}
