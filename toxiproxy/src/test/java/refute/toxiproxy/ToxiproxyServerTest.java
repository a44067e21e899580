package refute.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping. */
@Timeout(60)
class ToxiproxyServerTest {

    private static final Options FREE_PORT = Options.defaults().withPort(0).withSeed(1);

    @TempDir
    Path folder;

    private Path config(String json) throws IOException {
        return Files.writeString(folder.resolve("config.json"), json);
    }

    @Test
    void a_server_listens_on_loopback_and_knows_its_seed() {
        try (ToxiproxyServer server = ToxiproxyServer.start(FREE_PORT.withSeed(42))) {
            assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
            assertThat(server.port()).isPositive();
            assertThat(server.seed()).isEqualTo(42);
        }
    }

    @Test
    void proxies_of_a_config_file_are_there_from_the_start() throws IOException {
        Path config = config("[{\"name\":\"a\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"},"
                + "{\"name\":\"b\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\",\"enabled\":false}]");
        try (ToxiproxyServer server = ToxiproxyServer.start(FREE_PORT.withConfig(config));
                RawApi api = new RawApi(server.port())) {
            assertThat(api.ok("GET", "/proxies/a", "")).contains("\"enabled\":true");
            assertThat(api.ok("GET", "/proxies/b", "")).contains("\"enabled\":false");
        }
    }

    @Test
    void a_port_in_use_is_said_with_what_to_do() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> ToxiproxyServer.start(FREE_PORT.withPort(port)))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + port + " (Address already in use)")
                    .hasMessageContaining("choose another port, or 0");
        }
    }

    @Test
    void all_mistakes_of_a_config_file_are_listed() throws IOException {
        Path config = config("[{\"name\":\"a\",\"upstream\":\"u:1\"},{\"name\":\"a\",\"upstream\":\"u:1\"},"
                + "{\"listen\":7},5,{\"name\":\"b\",\"upstream\":\"u:1\",\"enabled\":\"yes\"}]");
        assertThatThrownBy(() -> ToxiproxyServer.start(FREE_PORT.withConfig(config)))
                .asInstanceOf(type(CannotStartException.class))
                .extracting(CannotStartException::problems)
                .isEqualTo(List.of(
                        config + ": proxy 2 has the name \"a\" of proxy 1",
                        config + ": proxy 3 has no \"name\"",
                        config + ": proxy 3 has no \"upstream\"",
                        config + ": proxy 3 has a number as \"listen\", where a string is expected",
                        config + ": proxy 4 is a number, where {\"name\", \"listen\", \"upstream\"} is expected",
                        config + ": proxy 5 has a string as \"enabled\", where true or false is expected"));
    }

    @Test
    void a_config_file_that_is_missing_or_not_json_is_said() throws IOException {
        assertThatThrownBy(() -> ToxiproxyServer.start(FREE_PORT.withConfig(folder.resolve("none"))))
                .hasMessageContaining("there is no config file");
        Path broken = config("[{\"name\": }]");
        assertThatThrownBy(() -> ToxiproxyServer.start(FREE_PORT.withConfig(broken)))
                .hasMessageContaining("is not JSON: invalid character '}' looking for beginning of value");
    }

    @Test
    void every_proxy_of_a_config_that_cannot_listen_is_named() throws IOException {
        Path config = config("[{\"name\":\"a\",\"listen\":\"nowhere\",\"upstream\":\"u:1\"},"
                + "{\"name\":\"b\",\"listen\":\"localhost:99999\",\"upstream\":\"u:1\"}]");
        assertThatThrownBy(() -> ToxiproxyServer.start(FREE_PORT.withConfig(config)))
                .hasMessageContaining("proxy \"a\": listen tcp: address nowhere: missing port in address")
                .hasMessageContaining("proxy \"b\": listen tcp: address 99999: invalid port");
        assertThat(ownThreads()).isEmpty();
    }

    @Test
    void closing_leaves_no_thread_and_no_port() throws Exception {
        ToxiproxyServer server = ToxiproxyServer.start(FREE_PORT);
        int port = server.port();
        int proxyPort = EngineProcess.freePort();
        try (Upstream upstream = new Upstream();
                RawApi api = new RawApi(port)) {
            api.ok(
                    "POST",
                    "/proxies",
                    "{\"name\":\"p\",\"listen\":\"127.0.0.1:" + proxyPort + "\",\"upstream\":\"" + upstream.address()
                            + "\"}");
            try (Upstream.Pair pair = upstream.connect("127.0.0.1:" + proxyPort)) {
                assertThat(ownThreads()).isNotEmpty();
                server.close();
                server.close();
                assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
                assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(ownThreads()).isEmpty();
        for (int free : new int[] {port, proxyPort}) {
            ServerSocket again = new ServerSocket(free, 1, InetAddress.getByName("127.0.0.1"));
            again.close();
        }
    }

    private static Set<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("toxiproxy") || name.startsWith("HTTP-Dispatcher"))
                .collect(Collectors.toSet());
    }
}
