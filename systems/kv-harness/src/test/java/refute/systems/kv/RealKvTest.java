package refute.systems.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.harness.Seed;
import refute.harness.fault.Cut;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.world.Cluster;
import refute.harness.world.Deployment;
import refute.harness.world.processes.Processes;
import refute.nemeses.network.ToxiproxyLinks;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** Real nodes, as processes behind the built-in proxies. */
@Timeout(180)
class RealKvTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Value KEY = Value.of(1);

    @TempDir
    Path folder;

    @Test
    void the_leader_takes_writes_and_every_node_reads_them() throws Exception {
        try (SystemInstance kv = instance(SystemOptions.standard());
                Cluster cluster = deploy(kv)) {
            NodeId leader = leader(cluster);
            try (RegisterClient client = register(kv, cluster, leader)) {
                assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.NIL, 0));
                long revision = revision(answer(client.write(KEY, Value.of(1))));
                assertThat(revision(answer(client.compareAndSet(KEY, Value.of(1), Value.of(2)))))
                        .isGreaterThan(revision);
                assertThat(failure(client.compareAndSet(KEY, Value.of(1), Value.of(3))))
                        .startsWith(RegisterClient.DID_NOT_MATCH);
            }
            for (NodeId node : cluster.nodes()) {
                try (RegisterClient client = register(kv, cluster, node)) {
                    assertThat(answer(client.read(KEY)))
                            .isInstanceOfSatisfying(
                                    Reply.Ok.class, ok -> assertThat(ok.value()).isEqualTo(Value.of(2)));
                    if (!node.equals(leader)) {
                        assertThat(failure(client.write(KEY, Value.of(3)))).startsWith("not-leader");
                    }
                }
            }
        }
    }

    @Test
    void another_node_leads_when_the_leader_is_cut_off_and_the_old_one_acknowledges_nothing() throws Exception {
        try (SystemInstance kv = instance(SystemOptions.standard());
                Cluster cluster = deploy(kv)) {
            NodeId old = leader(cluster);
            cluster.network().impose("cut", isolation(cluster, old));
            try (RegisterClient client = register(kv, cluster, old)) {
                assertThat(answer(client.write(KEY, Value.of(1)))).isNotInstanceOf(Reply.Ok.class);
                assertThat(answer(client.read(KEY))).isInstanceOf(Reply.Fail.class);
            }
            awaitThat(() -> cluster.leader().filter(node -> !node.equals(old)).isPresent());
            cluster.network().lift("cut");
            try (RegisterClient client = register(kv, cluster, old)) {
                awaitThat(() -> answer(client.read(KEY)) instanceof Reply.Ok);
            }
        }
    }

    @Test
    void a_write_to_a_node_that_is_gone_surely_did_not_happen_and_what_it_knew_is_there_when_it_is_back()
            throws Exception {
        try (SystemInstance kv = instance(SystemOptions.standard());
                Cluster cluster = deploy(kv)) {
            NodeId leader = leader(cluster);
            try (RegisterClient client = register(kv, cluster, leader)) {
                assertThat(answer(client.write(KEY, Value.of(1)))).isInstanceOf(Reply.Ok.class);
                cluster.nodes().forEach(cluster::kill);
                assertThat(cluster.status(leader)).isEmpty();
                cluster.nodes().forEach(cluster::start);
                awaitThat(() -> answer(client.read(KEY)) instanceof Reply.Ok ok
                        && ok.value().equals(Value.of(1)));
            }
            assertThat(cluster.reports())
                    .allSatisfy(report -> assertThat(report.exits()).isEmpty());
        }
    }

    @Test
    void with_sessions_a_write_at_any_node_finds_the_leader_and_a_set_has_what_was_added() throws Exception {
        try (SystemInstance kv = instance(SystemOptions.standard().withFlag("sessions", "true"));
                Cluster cluster = deploy(kv)) {
            for (NodeId node : cluster.nodes()) {
                try (SetClient client = kv.connect(SetClient.class, cluster.connection(node))) {
                    awaitThat(() -> answer(client.add(Value.of(node.number()))) instanceof Reply.Ok);
                    assertThat(answer(client.read()).toString()).contains(Integer.toString(node.number()));
                }
            }
        }
    }

    @Test
    void a_node_with_a_mutant_says_so_in_its_log() throws Exception {
        try (SystemInstance kv = instance(SystemOptions.standard().withMutant("M07"));
                Cluster cluster = deploy(kv)) {
            assertThat(leader(cluster)).isIn(cluster.nodes());
        }
        assertThat(Files.readString(folder.resolve("nodes/n1/log-1.txt"))).contains("M07");
    }

    private static SystemInstance instance(SystemOptions options) {
        return new Kv().prepare(options, "processes");
    }

    private Cluster deploy(SystemInstance system) throws InterruptedException {
        return new Processes(ToxiproxyLinks.builtIn())
                .deploy(new Deployment(
                        "test",
                        system,
                        NodeId.first(3),
                        folder,
                        new Seed(1),
                        PATIENCE,
                        Duration.ofSeconds(5),
                        Reads.LINEARIZABLE));
    }

    private static RegisterClient register(SystemInstance kv, Cluster cluster, NodeId node) {
        return kv.connect(RegisterClient.class, cluster.connection(node));
    }

    private static NodeId leader(Cluster cluster) {
        awaitThat(() -> cluster.leader().isPresent());
        return cluster.leader().orElseThrow();
    }

    private static Map<Way, Impairment> isolation(Cluster cluster, NodeId node) {
        Map<Way, Impairment> ways = new HashMap<>();
        for (NodeId other : cluster.nodes()) {
            if (!other.equals(node)) {
                ways.put(new Way(node, other), new Impairment.Blocked(Cut.STALLED));
                ways.put(new Way(other, node), new Impairment.Blocked(Cut.STALLED));
            }
        }
        return ways;
    }

    private static Reply answer(CompletionStage<Reply> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static long revision(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Ok.class);
        return ((Reply.Ok) reply).revision();
    }

    private static String failure(CompletionStage<Reply> stage) {
        Reply reply = answer(stage);
        assertThat(reply).isInstanceOf(Reply.Fail.class);
        return ((Reply.Fail) reply).error();
    }

    /** Asks again and again: nobody tells when a cluster has come to terms. */
    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000L);
        }
    }
}
