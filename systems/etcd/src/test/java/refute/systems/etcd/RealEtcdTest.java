package refute.systems.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.harness.system.SystemOptions;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** Every etcd that this machine has, as real processes on loopback. */
class RealEtcdTest {
    private static final NodeId N1 = new NodeId(1);
    private static final NodeId N2 = new NodeId(2);
    private static final NodeId N3 = new NodeId(3);
    private static final Value KEY = Value.of("k");
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @BeforeAll
    static void needs_an_etcd() {
        assumeFalse(versions().isEmpty(), "no etcd on this machine: apt-get install etcd-server brings one");
    }

    static List<String> versions() {
        return new Etcd().versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void registers_are_read_written_and_compared_with_revisions_that_are_theirs(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 1);
                RegisterClient client = etcd.register(N1, LONG, Reads.LINEARIZABLE)) {
            assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.NIL, 0));
            long first = revision(answer(client.write(KEY, Value.of(1))));
            assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.of(1), first));
            assertThat(revision(answer(client.write(Value.of("other"), Value.of(9)))))
                    .isGreaterThan(first);
            assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.of(1), first));

            Reply done = answer(client.compareAndSet(KEY, Value.of(1), Value.of(2)));
            assertThat(done).isEqualTo(Reply.ok(Value.pair(Value.of(1), Value.of(2)), first + 2));
            assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.of(2), first + 2));

            assertThat(answer(client.compareAndSet(KEY, Value.of(1), Value.of(3))))
                    .isEqualTo(Reply.fail("did-not-match: held 2 at revision " + (first + 2)));
            assertThat(answer(client.compareAndSet(Value.of("unwritten"), Value.of(1), Value.of(3))))
                    .isEqualTo(Reply.fail("did-not-match: held nil at revision 0"));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_set_has_what_was_added(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 1);
                SetClient client = etcd.set(N1)) {
            assertThat(((Reply.Ok) answer(client.read())).value()).isEqualTo(Value.of(List.of()));
            for (int element : new int[] {3, 1, 2}) {
                assertThat(((Reply.Ok) answer(client.add(Value.of(element)))).value())
                        .isEqualTo(Value.of(element));
            }
            Reply.Ok all = (Reply.Ok) answer(client.read());
            assertThat(((Value.Vec) all.value()).items())
                    .containsExactlyInAnyOrder(Value.of(1), Value.of(2), Value.of(3));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_node_says_its_version_and_that_it_leads(String version) {
        try (EtcdProcesses etcd = start(version, 1)) {
            Optional<NodeStatus> status = etcd.status(N1);
            assertThat(status).hasValueSatisfying(s -> {
                assertThat(s.leader()).isTrue();
                assertThat(s.version()).isEqualTo(version);
                assertThat(s.term()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_write_that_is_too_large_has_failed_and_left_nothing(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 1);
                RegisterClient client = etcd.register(N1, LONG, Reads.LINEARIZABLE)) {
            Reply reply = answer(client.write(KEY, Value.of("x".repeat(1_800_000))));

            assertThat(reply).isEqualTo(Reply.fail("request-too-large: etcdserver: request is too large"));
            assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.NIL, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_paused_node_leaves_a_write_unknown_and_a_read_failed(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 1);
                RegisterClient client = etcd.register(N1, SHORT, Reads.LINEARIZABLE)) {
            assertThat(answer(client.write(KEY, Value.of(1)))).isInstanceOf(Reply.Ok.class);
            etcd.signal(N1, "STOP");
            assertThat(answer(client.write(KEY, Value.of(2)))).isInstanceOf(Reply.Info.class);
            assertThat(answer(client.read(KEY))).isInstanceOf(Reply.Fail.class);
            assertThat(etcd.status(N1)).isEmpty();
            etcd.signal(N1, "CONT");
            etcd.await(N1, () -> etcd.status(N1).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_killed_node_refuses_and_the_same_client_goes_on_after_its_restart(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 1);
                RegisterClient client = etcd.register(N1, LONG, Reads.LINEARIZABLE)) {
            long before = revision(answer(client.write(KEY, Value.of(1))));
            etcd.kill(N1);
            // The first call may still go to the broken connection; once that is known, nothing is sent any more.
            answer(client.read(KEY));
            for (int i = 0; i < 10; i++) {
                assertThat(answer(client.write(KEY, Value.of(2 + i))))
                        .isInstanceOfSatisfying(
                                Reply.Fail.class,
                                fail -> assertThat(fail.error()).startsWith("not-sent"));
            }
            etcd.start(N1);
            etcd.await(N1, () -> answer(client.read(KEY)) instanceof Reply.Ok);
            assertThat(answer(client.read(KEY))).isEqualTo(Reply.ok(Value.of(1), before));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void of_three_nodes_one_leads_and_each_answers_for_itself(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 3)) {
            assertThat(etcd.nodes().stream()
                            .filter(node -> etcd.status(node).orElseThrow().leader()))
                    .hasSize(1);
            try (RegisterClient writer = etcd.register(N1, LONG, Reads.LINEARIZABLE);
                    RegisterClient reader = etcd.register(N3, LONG, Reads.LINEARIZABLE)) {
                long revision = revision(answer(writer.write(KEY, Value.of(1))));
                assertThat(answer(reader.read(KEY))).isEqualTo(Reply.ok(Value.of(1), revision));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_node_without_a_majority_answers_serializable_reads_and_no_others(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 3);
                RegisterClient stale = etcd.register(N3, LONG, Reads.SERIALIZABLE);
                RegisterClient strict = etcd.register(N3, Duration.ofSeconds(2), Reads.LINEARIZABLE)) {
            long revision = revision(answer(strict.write(KEY, Value.of(1))));
            etcd.signal(N1, "STOP");
            etcd.signal(N2, "STOP");

            assertThat(answer(strict.read(KEY))).isInstanceOf(Reply.Fail.class);
            assertThat(answer(strict.write(KEY, Value.of(2)))).isInstanceOf(Reply.Info.class);
            assertThat(answer(stale.read(KEY))).isEqualTo(Reply.ok(Value.of(1), revision));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_first_answer_of_a_fresh_client_comes_within_a_second(String version) throws Exception {
        try (EtcdProcesses etcd = start(version, 1)) {
            long begun = System.nanoTime();
            try (RegisterClient client = etcd.register(N1, LONG, Reads.LINEARIZABLE)) {
                assertThat(answer(client.read(KEY))).isInstanceOf(Reply.Ok.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }

    private EtcdProcesses start(String version, int nodes) {
        return new EtcdProcesses(SystemOptions.standard().withVersion(version), nodes, folder).start();
    }

    private static Reply answer(CompletionStage<Reply> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static long revision(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Ok.class);
        return ((Reply.Ok) reply).revision();
    }
}
