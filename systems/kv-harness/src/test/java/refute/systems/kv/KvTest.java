package refute.systems.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.PortPurpose;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.system.Topology;

class KvTest {
    private final Kv kv = new Kv();

    @Test
    void it_is_found_by_its_name() {
        assertThat(ServiceLoader.load(SystemUnderTest.class))
                .extracting(SystemUnderTest::name)
                .contains("kv");
    }

    @Test
    void a_node_reaches_each_other_node_through_its_own_proxy_and_by_no_other_address() {
        assertThat(plan(SystemOptions.standard(), "processes").arguments())
                .contains(
                        "--node-id=2",
                        "--data=/data/n2",
                        "--listen-peer=127.0.0.2:2380",
                        "--listen-client=127.0.0.2:2379",
                        "--member=1=n1.invalid:2380,127.0.1.1:2379",
                        "--member=2=n2.invalid:2380,127.0.1.2:2379",
                        "--peer=1=127.2.1.1:2380")
                .doesNotContain("--lease-reads");
    }

    @Test
    void a_node_starts_again_as_it_started() {
        try (SystemInstance instance = kv.prepare(SystemOptions.standard(), "containers")) {
            assertThat(instance.plan(new NodeId(1), new TwoNodes()))
                    .isEqualTo(instance.plan(new NodeId(1), new TwoNodes()));
        }
    }

    @Test
    void two_runs_have_clusters_that_do_not_know_each_other() {
        assertThat(cluster(plan(SystemOptions.standard(), "processes")))
                .isNotEqualTo(cluster(plan(SystemOptions.standard(), "processes")));
    }

    @Test
    void settings_of_the_server_are_passed_on() {
        SystemOptions options = SystemOptions.standard()
                .withFlag("snapshot-count", "100")
                .withFlag("lease-reads", "true")
                .withTrace(true);

        assertThat(plan(options, "processes").arguments())
                .endsWith("--snapshot-count=100", "--lease-reads", "--trace=/data/trace.ndjson");
    }

    @Test
    void a_mutant_is_switched_on_by_the_property_and_the_jar_that_allows_it() {
        assertThat(plan(SystemOptions.standard().withMutant("M07"), "processes").arguments())
                .contains("-Drefute.kv.mutants=M07");
        assertThat(plan(SystemOptions.standard().withMutant("M07"), "containers")
                        .image())
                .isEqualTo("refute/kv-mutants:0.1.0");
    }

    @Test
    void a_run_without_a_mutant_tests_the_store_as_it_is_released() {
        NodePlan.Program here = plan(SystemOptions.standard(), "processes");

        assertThat(here.arguments()).noneMatch(argument -> argument.contains("-mutants.jar"));
        assertThat(here.arguments()).noneMatch(argument -> argument.startsWith("-Drefute"));
        assertThat(plan(SystemOptions.standard(), "containers").image()).isEqualTo("refute/kv:0.1.0");
    }

    @Test
    void all_that_is_wrong_with_the_options_is_told_at_once() {
        SystemOptions options = SystemOptions.standard()
                .withVersion("7")
                .withMutant("M99")
                .withImage("kv")
                .withFlag("data", "/tmp")
                .withFlag("lease-reads", "perhaps");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> kv.prepare(options, "processes"))
                .satisfies(bad -> assertThat(bad.problems()).hasSize(5));
    }

    @Test
    void a_contract_that_it_does_not_implement_is_refused() {
        try (SystemInstance instance = kv.prepare(SystemOptions.standard(), "processes")) {
            assertThatThrownBy(() -> instance.connect(AutoCloseable.class, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private NodePlan.Program plan(SystemOptions options, String world) {
        try (SystemInstance instance = kv.prepare(options, world)) {
            return (NodePlan.Program) instance.plan(new NodeId(2), new TwoNodes());
        }
    }

    private static String cluster(NodePlan.Program plan) {
        return plan.arguments().stream()
                .filter(argument -> argument.startsWith("--cluster="))
                .findFirst()
                .orElseThrow();
    }

    private record TwoNodes() implements Topology {
        @Override
        public List<NodeId> nodes() {
            return NodeId.first(2);
        }

        @Override
        public Endpoint listen(NodeId node, PortPurpose purpose) {
            return new Endpoint("127.0.0." + node.number(), port(purpose));
        }

        @Override
        public Endpoint advertised(NodeId node, PortPurpose purpose) {
            return new Endpoint("127.0.1." + node.number(), port(purpose));
        }

        @Override
        public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
            return new Endpoint("127." + from.number() + ".1." + to.number(), port(purpose));
        }

        @Override
        public String dataFolder(NodeId node) {
            return "/data/" + node;
        }

        private static int port(PortPurpose purpose) {
            return purpose == PortPurpose.PEER ? 2380 : 2379;
        }
    }
}
