package refute.systems.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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

class EtcdTest {
    private final Etcd etcd = new Etcd(new EtcdBinaries(List.of(), Path.of("/nowhere")));

    @Test
    void it_is_found_by_its_name() {
        assertThat(ServiceLoader.load(SystemUnderTest.class))
                .extracting(SystemUnderTest::name)
                .contains("etcd");
    }

    @Test
    void a_node_listens_where_the_world_says_and_is_advertised_under_the_name_of_its_proxies() {
        NodePlan.Program plan = plan(SystemOptions.standard().withVersion("3.5.9"));

        assertThat(plan.image()).isEqualTo("gcr.io/etcd-development/etcd:v3.5.9");
        assertThat(plan.arguments())
                .contains(
                        "--name=n2",
                        "--data-dir=/data/n2",
                        "--listen-peer-urls=http://127.0.0.2:2380",
                        "--listen-client-urls=http://127.0.0.2:2379",
                        "--initial-advertise-peer-urls=http://n2.peer:2380",
                        "--advertise-client-urls=http://n2.client:2379",
                        "--initial-cluster=n1=http://n1.peer:2380,n2=http://n2.peer:2380",
                        "--initial-cluster-state=new");
        assertThat(plan.environment()).isEmpty();
    }

    @Test
    void a_node_starts_again_as_it_started() {
        try (SystemInstance instance = etcd.prepare(SystemOptions.standard(), "containers")) {
            assertThat(instance.plan(new NodeId(1), new TwoNodes()))
                    .isEqualTo(instance.plan(new NodeId(1), new TwoNodes()));
        }
    }

    @Test
    void two_runs_have_clusters_that_do_not_know_each_other() {
        assertThat(token(plan(SystemOptions.standard()))).isNotEqualTo(token(plan(SystemOptions.standard())));
    }

    @Test
    void further_flags_are_passed_on() {
        assertThat(plan(SystemOptions.standard().withFlag("snapshot-count", "100"))
                        .arguments())
                .endsWith("--snapshot-count=100");
    }

    @Test
    void flags_that_would_break_the_run_are_refused_all_at_once() {
        SystemOptions options = SystemOptions.standard()
                .withFlag("data-dir", "/tmp")
                .withFlag("--snapshot-count", "100")
                .withMutant("M01");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> etcd.prepare(options, "containers"))
                .satisfies(bad -> assertThat(bad.problems()).hasSize(3));
    }

    @Test
    void the_version_of_an_image_is_its_tag() {
        SystemOptions options = SystemOptions.standard().withImage("quay.io:5000/coreos/etcd:v3.5.2");
        try (SystemInstance instance = etcd.prepare(options, "containers")) {
            assertThat(instance.version()).isEqualTo("3.5.2");
        }
    }

    @Test
    void a_contract_that_it_does_not_implement_is_refused() {
        try (SystemInstance instance = etcd.prepare(SystemOptions.standard(), "containers")) {
            assertThatThrownBy(() -> instance.connect(AutoCloseable.class, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private NodePlan.Program plan(SystemOptions options) {
        try (SystemInstance instance = etcd.prepare(options, "containers")) {
            return (NodePlan.Program) instance.plan(new NodeId(2), new TwoNodes());
        }
    }

    private static String token(NodePlan.Program plan) {
        return plan.arguments().stream()
                .filter(a -> a.startsWith("--initial-cluster-token="))
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
            return new Endpoint(node + (purpose == PortPurpose.PEER ? ".peer" : ".client"), port(purpose));
        }

        @Override
        public Endpoint dialed(NodeId from, NodeId to, PortPurpose purpose) {
            return advertised(to, purpose);
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
