package refute.systems.tree.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.BadInput;
import refute.harness.check.CheckResult;
import refute.harness.check.Verdict;
import refute.harness.fault.Nemesis;
import refute.harness.run.Limits;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Runner;
import refute.harness.run.Scenario;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.PortPurpose;
import refute.harness.system.SystemOptions;
import refute.harness.system.Topology;
import refute.harness.workload.Workload;
import refute.harness.world.processes.Processes;
import refute.nemeses.KillNemesis;
import refute.nemeses.PauseNemesis;
import refute.nemeses.StandardInjector;
import refute.nemeses.network.ToxiproxyLinks;
import refute.workloads.ordered.TreeCrashWorkload;
import refute.workloads.ordered.TreeIoErrorsWorkload;
import refute.workloads.ordered.TreeIterateWorkload;
import refute.workloads.ordered.TreePowerWorkload;

/** A real server, as a process behind the built-in proxies. */
@Timeout(180)
class RealTreeTest {
    @TempDir
    Path folder;

    private Scenario scenario(Workload workload, Nemesis... nemeses) {
        Limits usual = Limits.standard();
        return Scenario.of(new TreeNodes(), workload, new Processes(ToxiproxyLinks.builtIn()))
                .nodes(1)
                .workers(5)
                .timeLimit(Duration.ofSeconds(8))
                .limits(new Limits(
                        Duration.ofSeconds(5), usual.readyWithin(), usual.recoverWithin(), 50, usual.budget()))
                .nemeses(nemeses)
                .seed(1);
    }

    private RunResult run(Scenario scenario) throws InterruptedException {
        return new Runner(new StandardInjector()).run(scenario, Recording.inMemory("test", folder), RunListener.NONE);
    }

    private static CheckResult of(RunResult result, String checker) {
        return result.checks().stream()
                .filter(check -> check.checker().equals(checker))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_killed_server_keeps_a_first_part_with_all_that_was_flushed() throws InterruptedException {
        RunResult result = run(scenario(new TreeCrashWorkload(), new KillNemesis()));

        assertThat(result.verdict()).as(result.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(of(result, "prefix").figures().get("lives").toString()).isNotEqualTo("1");
    }

    @Test
    void a_server_whose_disk_refuses_calls_opens_its_store_anew() throws Exception {
        RunResult result = run(scenario(new TreeIoErrorsWorkload())
                .options(SystemOptions.standard().withFlag(SystemOptions.DISK_ERRORS, "12")));

        assertThat(result.verdict()).as(result.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(of(result, "prefix").figures().get("lives").toString()).isNotEqualTo("1");
        assertThat(Files.readString(folder.resolve("nodes/n1/log-1.txt")))
                .contains("one call in 12")
                .contains("the store is opened anew");
    }

    @Test
    void scans_of_a_server_that_is_paused_give_all_that_stays() throws InterruptedException {
        RunResult result = run(scenario(new TreeIterateWorkload(), new PauseNemesis()));

        assertThat(result.verdict()).as(result.checks().toString()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_node_with_a_mutant_says_so_in_its_log() throws Exception {
        run(scenario(new TreeCrashWorkload())
                .options(SystemOptions.standard().withMutant("T01"))
                .timeLimit(Duration.ofSeconds(1)));

        assertThat(Files.readString(folder.resolve("nodes/n1/log-1.txt"))).contains("T01");
    }

    @Test
    void nobody_cuts_the_power_of_a_process_and_a_tree_is_one_node() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> run(scenario(new TreePowerWorkload()).nodes(3)))
                .satisfies(bad -> assertThat(bad.problems())
                        .extracting(problem -> problem.where())
                        .containsExactlyInAnyOrder("nodes", "workload tree-power"));
    }

    @Test
    void all_that_is_wrong_with_the_options_is_told_at_once() {
        SystemOptions options = SystemOptions.standard()
                .withVersion("7")
                .withMutant("T99")
                .withImage("tree")
                .withFlag("data", "/tmp")
                .withFlag(SystemOptions.DISK_ERRORS, "all");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> new TreeNodes().prepare(options, "processes"))
                .satisfies(bad -> assertThat(bad.problems()).hasSize(5));
    }

    @Test
    void a_container_is_the_released_image_or_the_one_for_tests() {
        assertThat(List.of("refute/tree:0.1.0", "refute/tree-mutants:0.1.0"))
                .containsExactly(
                        image(SystemOptions.standard()),
                        image(SystemOptions.standard().withMutant("T01")));
    }

    private static String image(SystemOptions options) {
        try (var instance = new TreeNodes().prepare(options, "containers")) {
            return ((NodePlan.Program) instance.plan(new NodeId(1), new OneNode())).image();
        }
    }

    private record OneNode() implements Topology {
        @Override
        public List<NodeId> nodes() {
            return NodeId.first(1);
        }

        @Override
        public Endpoint listen(NodeId node, PortPurpose purpose) {
            return new Endpoint("127.0.0.1", 7301);
        }

        @Override
        public Endpoint advertised(NodeId node, PortPurpose purpose) {
            return listen(node, purpose);
        }

        @Override
        public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
            return listen(to, purpose);
        }

        @Override
        public String dataFolder(NodeId node) {
            return "/data";
        }
    }
}
