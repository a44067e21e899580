package refute.kv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import refute.kv.Bytes;
import refute.kv.client.KvClient;
import refute.kv.client.KvException;
import refute.kv.storage.ForeignFolderException;
import refute.kv.wire.v1.Failure;
import refute.kv.wire.v1.Header;
import refute.kv.wire.v1.KvGrpc;
import refute.kv.wire.v1.Put;
import refute.kv.wire.v1.WriteRequest;

/** One server in this process, and what people may throw at it. */
@Timeout(60)
class BadInputTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private KvServer server;

    @BeforeEach
    void start() throws Exception {
        server = KvServer.start(options("kv", 1), failures::add);
        awaitLeader();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        assertThat(failures).isEmpty();
    }

    private ServerOptions options(String cluster, int node) throws Exception {
        return ServerFlags.parse(
                        "--node-id=" + node,
                        "--cluster=" + cluster,
                        "--data=" + folder.resolve("data"),
                        "--listen-peer=127.0.0.1:0",
                        "--listen-client=127.0.0.1:0",
                        "--trace=" + folder.resolve("trace.ndjson"),
                        "--heartbeat=20ms",
                        "--election-timeout=100ms",
                        "--max-value-bytes=1000",
                        "--member=" + node + "=127.0.0.1:1,127.0.0.1:2")
                .orElseThrow();
    }

    private void awaitLeader() throws Exception {
        try (KvClient client = client()) {
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (true) {
                try {
                    client.put(Bytes.utf8("k"), Bytes.utf8("v"));
                    return;
                } catch (KvException e) {
                    if (System.nanoTime() > deadline) {
                        throw e;
                    }
                    Thread.onSpinWait();
                }
            }
        }
    }

    private KvClient client() {
        return KvClient.connect(List.of("127.0.0.1:" + server.clientPort()), Duration.ofSeconds(5));
    }

    @Test
    void an_oversized_value_surely_did_not_happen() {
        try (KvClient client = client()) {
            assertThatThrownBy(() -> client.put(Bytes.utf8("k"), Bytes.owning(new byte[1001])))
                    .isInstanceOfSatisfying(KvException.class, e -> {
                        assertThat(e.kind()).isEqualTo(KvException.Kind.TOO_LARGE);
                        assertThat(e.mayHaveHappened()).isFalse();
                    });
        }
    }

    @Test
    void an_oversized_key_surely_did_not_happen() {
        try (KvClient client = client()) {
            assertThatThrownBy(() -> client.put(Bytes.owning(new byte[5000]), Bytes.utf8("v")))
                    .isInstanceOfSatisfying(KvException.class, e -> {
                        assertThat(e.kind()).isEqualTo(KvException.Kind.TOO_LARGE);
                        assertThat(e.mayHaveHappened()).isFalse();
                    });
        }
    }

    @Test
    void an_oversized_message_is_refused_and_the_server_goes_on() throws Exception {
        try (KvClient client = client()) {
            assertThatThrownBy(() -> client.put(Bytes.utf8("k"), Bytes.owning(new byte[9 << 20])))
                    .isInstanceOf(KvException.class);
            assertThat(client.get(Bytes.utf8("k"))).isPresent();
        }
    }

    @Test
    void garbage_on_the_ports_is_refused_and_the_server_goes_on() throws Exception {
        for (int port : new int[] {server.clientPort(), server.peerPort()}) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\n\r\nrubbish".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                socket.setSoTimeout(10_000);
                while (socket.getInputStream().read() >= 0) {
                    // The server says goodbye in its own way, and closes.
                }
            }
        }
        try (KvClient client = client()) {
            assertThat(client.get(Bytes.utf8("k"))).isPresent();
        }
    }

    @Test
    void a_request_for_another_group_epoch_or_with_nothing_in_it_surely_did_not_happen() {
        WriteRequest.Builder put = WriteRequest.newBuilder().setPut(Put.getDefaultInstance());

        assertThat(failure(put.setHeader(Header.newBuilder().setGroup(2)))).isEqualTo(Failure.Code.WRONG_GROUP);
        assertThat(failure(put.setHeader(Header.newBuilder().setGroup(1).setEpoch(7))))
                .isEqualTo(Failure.Code.STALE_EPOCH);
        assertThat(failure(put.clearPut().setHeader(Header.newBuilder().setGroup(1))))
                .isEqualTo(Failure.Code.INVALID);
    }

    private Failure.Code failure(WriteRequest.Builder request) {
        ManagedChannel channel = NettyChannelBuilder.forTarget("127.0.0.1:" + server.clientPort())
                .usePlaintext()
                .build();
        try {
            Failure failure =
                    KvGrpc.newBlockingStub(channel).write(request.build()).getFailure();
            assertThat(failure.getMayHaveHappened()).isFalse();
            return failure.getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void a_folder_in_use_is_refused() {
        assertThatThrownBy(() -> KvServer.start(options("kv", 1), failures::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void a_folder_of_another_node_or_cluster_is_refused() throws Exception {
        server.close();

        assertThatThrownBy(() -> KvServer.start(options("kv", 2), failures::add))
                .isInstanceOf(ForeignFolderException.class);
        assertThatThrownBy(() -> KvServer.start(options("other", 1), failures::add))
                .isInstanceOf(ForeignFolderException.class);
        server = KvServer.start(options("kv", 1), failures::add);
    }

    @Test
    void a_trace_tells_what_happened_a_line_an_event() throws Exception {
        try (KvClient client = client()) {
            client.compareAndSet(Bytes.utf8("k"), Optional.of(Bytes.utf8("v")), Optional.of(Bytes.utf8("w")));
        }
        server.close();

        List<String> lines = Files.readAllLines(folder.resolve("trace.ndjson"));
        assertThat(lines).anyMatch(line -> line.contains("\"ev\":\"BecomeLeader\""));
        assertThat(lines.getFirst()).startsWith("{\"seq\":1,\"at\":").contains("\"node\":\"n1\",\"ev\":\"Restart\"");
        assertThat(lines.getLast()).endsWith("}}");
    }
}
