package refute.harness.world.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProbeTest {
    @TempDir
    Path folder;

    @Test
    void without_a_socket_it_says_so() {
        EngineProbe probe = EngineProbe.of(Map.of("DOCKER_HOST", "unix://" + folder.resolve("none.sock")));
        assertThat(probe.lack()).get().asString().contains("there is no socket", "DOCKER_HOST", "--world processes");
    }

    @Test
    void a_socket_where_nobody_listens_is_an_engine_that_does_not_run() throws IOException {
        Path socket = folder.resolve("dead.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        EngineProbe probe = EngineProbe.of(Map.of("DOCKER_HOST", "unix://" + socket));
        assertThat(probe.lack()).get().asString().contains("does not answer", "start it");
    }

    @Test
    void an_engine_tells_the_version_of_its_interface() throws Exception {
        EngineProbe probe = answeredWith("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK");
        assertThat(probe).isEqualTo(new EngineProbe(Optional.empty(), Optional.of("1.41")));
    }

    @Test
    void something_else_is_no_engine() throws Exception {
        EngineProbe probe = answeredWith("220 mail.example ESMTP\r\n");
        assertThat(probe.lack()).get().asString().contains("is no container engine", "220 mail.example");
    }

    @Test
    void an_engine_behind_another_transport_is_left_to_the_client_library() {
        assertThat(EngineProbe.of(Map.of("DOCKER_HOST", "ssh://elsewhere")).lack())
                .isEmpty();
    }

    private static EngineProbe answeredWith(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread answering = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[200]);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            EngineProbe probe = EngineProbe.of(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getLocalPort()));
            answering.join();
            return probe;
        }
    }
}
