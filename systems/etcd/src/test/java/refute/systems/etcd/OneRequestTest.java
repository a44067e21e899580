package refute.systems.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.history.Value;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.Reads;
import refute.harness.system.Reply;
import refute.systems.etcd.WireServer.Behaviour;

/** One invocation is at most one request on the wire, counted there, whatever becomes of it. */
class OneRequestTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Value KEY = Value.of(1);

    @ParameterizedTest
    @EnumSource(names = {"REFUSE_STREAM", "GO_AWAY", "CLOSE", "RESET", "SILENCE"})
    void a_write_whose_request_arrived_is_sent_once_and_is_unknown(Behaviour behaviour) throws Exception {
        try (WireServer server = new WireServer(behaviour)) {
            assertThat(reply(server.endpoint(), client -> client.write(KEY, Value.of(2))))
                    .isInstanceOf(Reply.Info.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE_STREAM", "GO_AWAY", "CLOSE", "RESET", "SILENCE"})
    void a_compare_and_set_whose_request_arrived_is_sent_once_and_is_unknown(Behaviour behaviour) throws Exception {
        try (WireServer server = new WireServer(behaviour)) {
            assertThat(reply(server.endpoint(), client -> client.compareAndSet(KEY, Value.of(1), Value.of(2))))
                    .isInstanceOf(Reply.Info.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE_STREAM", "GO_AWAY", "CLOSE", "RESET", "SILENCE"})
    void a_read_without_an_answer_is_sent_once_and_has_failed(Behaviour behaviour) throws Exception {
        try (WireServer server = new WireServer(behaviour)) {
            assertThat(reply(server.endpoint(), client -> client.read(KEY))).isInstanceOf(Reply.Fail.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_GREETING", "CLOSE_ON_ACCEPT"})
    void a_write_on_a_connection_that_was_never_greeted_is_not_sent_and_has_failed(Behaviour behaviour)
            throws Exception {
        try (WireServer server = new WireServer(behaviour)) {
            Reply reply = reply(server.endpoint(), client -> client.write(KEY, Value.of(2)));

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Fail.class, fail -> assertThat(fail.error()).startsWith("not-sent"));
            assertThat(server.requests()).isZero();
            assertThat(server.connections()).isPositive();
        }
    }

    @Test
    void a_write_to_a_port_where_nobody_listens_has_failed_at_once() throws Exception {
        long begun = System.nanoTime();
        Reply reply = reply(unusedEndpoint(), client -> client.write(KEY, Value.of(2)));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Fail.class, fail -> assertThat(fail.error()).startsWith("not-sent"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void many_writes_over_one_link_are_as_many_requests() throws Exception {
        try (WireServer server = new WireServer(Behaviour.REFUSE_STREAM);
                EtcdRegisterClient client = client(server.endpoint())) {
            for (int i = 0; i < 100; i++) {
                client.write(KEY, Value.of(i)).toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            assertThat(server.requests()).isEqualTo(100);
        }
    }

    @Test
    void no_reply_comes_much_later_than_the_deadline() throws Exception {
        try (WireServer server = new WireServer(Behaviour.SILENCE)) {
            long begun = System.nanoTime();
            reply(server.endpoint(), client -> client.write(KEY, Value.of(2)));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(TIMEOUT, Duration.ofSeconds(5));
        }
    }

    @Test
    void an_addition_to_a_set_is_one_request() throws Exception {
        for (Behaviour behaviour : Stream.of(Behaviour.REFUSE_STREAM, Behaviour.GO_AWAY, Behaviour.RESET)
                .toList()) {
            try (WireServer server = new WireServer(behaviour);
                    EtcdSetClient client =
                            new EtcdSetClient(EtcdLink.open(connection(server.endpoint())), Reads.LINEARIZABLE)) {
                assertThat(client.add(Value.of(1)).toCompletableFuture().get(10, TimeUnit.SECONDS))
                        .isInstanceOf(Reply.Info.class);
                assertThat(server.requests()).isEqualTo(1);
            }
        }
    }

    private static Reply reply(
            Endpoint endpoint, Function<EtcdRegisterClient, java.util.concurrent.CompletionStage<Reply>> call)
            throws Exception {
        try (EtcdRegisterClient client = client(endpoint)) {
            return call.apply(client).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static EtcdRegisterClient client(Endpoint endpoint) {
        return new EtcdRegisterClient(EtcdLink.open(connection(endpoint)), Reads.LINEARIZABLE);
    }

    private static Connection connection(Endpoint endpoint) {
        return new Connection(new NodeId(1), endpoint, TIMEOUT, Reads.LINEARIZABLE);
    }

    private static Endpoint unusedEndpoint() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }
}
