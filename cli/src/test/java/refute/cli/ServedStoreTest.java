package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import refute.cli.serve.StoreServer;

/** What the server of stored runs answers, byte for byte on the wire, and what it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedStoreTest {
    private static final int READ_MILLIS = 10_000;

    private Path scratch;
    private FailedRun failed;
    private Path store;
    private StoreServer server;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        scratch = folder;
        failed = new FailedRun(Files.createDirectories(scratch.resolve("original")));
        store = Files.createDirectories(scratch.resolve("store"));
        failed.copy(store.resolve("a/1"));
        failed.copy(store.resolve("a/2 + ü"));
        Files.writeString(scratch.resolve("secret.txt"), "the secret");
        Files.createSymbolicLink(store.resolve("out"), scratch);
        server = StoreServer.start(store, 0, new StorePages(store.toRealPath()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void the_index_has_all_runs_and_leads_to_their_reports() throws IOException {
        String index = get("/");
        assertThat(index)
                .startsWith("HTTP/1.1 200")
                .contains("href=\"/runs/a/1/report.html\"", "/runs/a/2%20%2B%20%C3%BC/report.html");
        assertThat(get("/runs/a/2%20%2B%20%C3%BC/report.html"))
                .startsWith("HTTP/1.1 200")
                .contains("<title>invalid:");
    }

    @Test
    void what_a_run_folder_holds_is_sent_under_a_policy_that_trusts_it_with_nothing() throws IOException {
        Path run = failed.copy(scratch.resolve("store/a/hostile"));
        Files.writeString(run.resolve("report.html"), "<script>fetch('/')</script>");
        Files.writeString(run.resolve("x.svg"), "<svg onload='alert(1)'>");
        assertThat(get("/runs/a/hostile/report.html"))
                .contains("default-src 'none'", "sandbox allow-scripts", "nosniff", "no-referrer", "fetch('/')");
        assertThat(get("/runs/a/hostile/x.svg"))
                .containsIgnoringCase("content-type: application/octet-stream")
                .contains("sandbox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/../secret.txt",
                "/runs/%2e%2e/secret.txt",
                "/runs/..%2fsecret.txt",
                "/runs/a/../../secret.txt",
                "/runs/out/secret.txt",
                "/runs//etc/passwd",
                "/runs/%2fetc%2fpasswd",
                "/../secret.txt",
                "/secret.txt",
                "/runs/",
                "/runs",
                "/runs/a",
                "/runs/gone/report.html",
                "/compare",
                "/compare?run=a/1",
                "/compare?run=a/1&run=../original",
                "/compare?run=a/1&run=out/original/latest"
            })
    void nothing_outside_of_the_store_is_answered(String path) throws IOException {
        assertThat(get(path)).startsWith("HTTP/1.1 404").doesNotContain("the secret", "root:");
    }

    @Test
    void other_names_and_origins_and_whatever_writes_are_refused_whatever_they_ask_for() throws IOException {
        for (String path : new String[] {"/", "/events", "/compare", "/runs/a/1/run.json", "/gone"}) {
            assertThat(ask("GET", path, "Host: evil.example:" + server.port())).startsWith("HTTP/1.1 421");
            assertThat(ask("GET", path, host(), "Origin: http://evil.example")).startsWith("HTTP/1.1 403");
            assertThat(ask("POST", path, host(), "Content-Length: 0"))
                    .startsWith("HTTP/1.1 405")
                    .contains("GET, HEAD");
        }
    }

    @Test
    void only_this_machine_can_connect() throws IOException {
        Optional<InetAddress> outer = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(outer.isPresent(), "this machine has no network but loopback");
        try (Socket socket = new Socket()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> socket.connect(new InetSocketAddress(outer.get(), server.port()), 1_000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_run_that_goes_on_has_a_report_that_is_made_now_and_says_so() throws IOException {
        DamagedRunTest.withoutOutcome(failed.copy(store.resolve("a/going-on")));
        assertThat(get("/runs/a/going-on/report.html"))
                .startsWith("HTTP/1.1 200")
                .contains("This run had not ended when the report was made");
    }

    @Test
    void a_run_that_cannot_be_read_says_why_and_hides_no_other() throws IOException {
        Path run = failed.copy(store.resolve("b/damaged"));
        Files.writeString(run.resolve("run.json"), "{");
        assertThat(get("/runs/b/damaged/report.html"))
                .startsWith("HTTP/1.1 422")
                .contains("run.json:")
                .doesNotContain("\tat ");
        assertThat(get("/")).contains("could not be read", "b/damaged/run.json", "/runs/a/1/report.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://evil.example/secret.txt", "//etc/passwd", "/%"})
    void what_is_no_address_of_a_page_leads_nowhere(String target) throws IOException {
        assertThat(get(target)).containsPattern("^HTTP/1.1 40[04]").doesNotContain("\tat ", "root:");
    }

    @Test
    void two_runs_are_compared() throws IOException {
        assertThat(get("/compare?run=a%2F1&run=a%2F2+%2B+%C3%BC"))
                .startsWith("HTTP/1.1 200")
                .contains("Nowhere: clients saw the same in both", "I5:");
    }

    @Test
    void a_head_has_no_body_and_large_files_come_whole() throws IOException {
        Files.write(store.resolve("a/1/large.bin"), new byte[3_000_000]);
        assertThat(ask("HEAD", "/", host())).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        assertThat(get("/runs/a/1/large.bin")).hasSizeGreaterThan(3_000_000);
    }

    @Test
    void who_listens_is_told_when_a_run_begins() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET", "/events", host());
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            await(lines, ": here");
            failed.copy(store.resolve("c/new"));
            await(lines, "event: changed");
        }
    }

    private static void await(BufferedReader lines, String expected) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(expected)) {
                return;
            }
        }
        throw new AssertionError("the stream ended before '" + expected + "'");
    }

    private String get(String path) throws IOException {
        return ask("GET", path, host());
    }

    private String host() {
        return "Host: localhost:" + server.port();
    }

    /** All that comes back, as it came. */
    private String ask(String method, String path, String... headers) throws IOException {
        try (Socket socket = connect()) {
            send(socket, method, path, headers);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
        socket.setSoTimeout(READ_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String method, String path, String... headers) throws IOException {
        String request =
                method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
