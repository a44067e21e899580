package refute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command that shows stored runs, as a process of its own. */
class ServeCommandTest extends OnTheCommandLine {
    private static final int SECONDS = 30;

    @TempDir
    Path folder;

    @Test
    void it_says_where_it_listens_answers_there_and_ends_when_it_is_told_to() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        // What is started in the background of a script ignores Ctrl-C, and so does all that it starts.
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        folder.toString(),
                        "--port",
                        "0",
                        "--json"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            JsonNode where = JsonMapper.shared().readTree(out.readLine());
            HttpResponse<String> index = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(where.get("url").asString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(index.statusCode()).isEqualTo(200);
            assertThat(index.body()).contains("There is no run yet.");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void all_that_is_wrong_with_how_it_is_called_is_told_at_once() {
        assertThat(refuteAfresh("serve", folder.resolve("gone").toString(), "--port", "70000"))
                .isEqualTo(254);
        assertThat(err.toString()).contains("gone: there is no such folder", "--port: 70000 is no port");
    }

    @Test
    void the_folder_of_one_run_is_refused_with_what_to_do() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{}");
        assertThat(refuteAfresh("serve", folder.toString())).isEqualTo(254);
        assertThat(err.toString()).contains("is the folder of a run (name the one that has runs in it)");
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(refuteAfresh("serve", folder.toString(), "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(254);
        }
        assertThat(err.toString()).contains("--port: ", "cannot be had", "0 takes a free one");
    }
}
