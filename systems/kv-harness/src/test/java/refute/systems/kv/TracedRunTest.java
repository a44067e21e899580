package refute.systems.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.history.Value;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.harness.world.processes.Processes;
import refute.nemeses.KillLeaderNemesis;
import refute.nemeses.StandardInjector;
import refute.nemeses.network.ToxiproxyLinks;
import refute.specs.tla.trace.ConformanceChecker;
import refute.workloads.register.RegisterWorkload;

/** What real nodes record, put together in one order, is a behaviour of the spec: also when they are killed without warning. */
@Timeout(120)
class TracedRunTest {
    @TempDir
    Path folder;

    @Test
    void what_processes_record_conforms_when_they_are_killed() throws InterruptedException {
        Scenario scenario = Scenario.of(new Kv(), new RegisterWorkload(), new Processes(ToxiproxyLinks.builtIn()))
                .nodes(3)
                .timeLimit(Duration.ofSeconds(6))
                .options(SystemOptions.standard().withTrace(true))
                .nemeses(new KillLeaderNemesis())
                .seed(3);
        RunResult result = new Runner(new StandardInjector(), List.of(new ConformanceChecker()))
                .run(scenario, Recording.inMemory("traced", folder), RunListener.NONE);
        CheckResult judged = result.checks().stream()
                .filter(check -> check.checker().equals(ConformanceChecker.NAME))
                .findFirst()
                .orElseThrow();
        assertThat(judged.reason()).isEqualTo("every event is a step of the spec");
        assertThat(judged.verdict()).isEqualTo(Verdict.VALID);
        assertThat(judged.figures().get("events"))
                .isInstanceOfSatisfying(
                        Value.Int.class, events -> assertThat(events.number()).isGreaterThan(100));
        assertThat(result.evidence().faults()).isNotEmpty();
    }
}
