package refute.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.toxiproxy.CannotStartException;
import refute.toxiproxy.Options;
import refute.toxiproxy.ToxiproxyServer;

/** The Toxiproxy-compatible server by itself. */
@Command(
        name = "proxy",
        description = "Serves the built-in, Toxiproxy-compatible engine until it is interrupted.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute proxy",
            "  refute proxy --port 0 --seed 42 --config proxies.json",
            "  curl -d '{\"name\":\"db\",\"listen\":\"127.0.0.1:5433\",\"upstream\":\"127.0.0.1:5432\"}' 127.0.0.1:8474/proxies"
        })
final class ProxyCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "where the HTTP interface listens (default: ${DEFAULT-VALUE}, this machine only)")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "its port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    int port = Options.DEFAULT_PORT;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "proxies to begin with: a JSON array as for POST /populate")
    @Nullable
    Path config;

    @Option(names = "--seed", paramLabel = "N", description = "decides toxicity, jitter and slices")
    @Nullable
    Long seed;

    @Option(names = "--json", description = "says where it listens as one JSON object")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ProxyCommand(Console console) {
        this.console = console;
    }

    @Override
    @SuppressWarnings("try") // The handler is only held while the server runs.
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interrupts unused = Interrupts.handle(stopped::countDown);
                ToxiproxyServer server = ToxiproxyServer.start(options())) {
            String address = host + ":" + server.port();
            if (json) {
                console.result(Json.line(Map.of("host", host, "port", server.port())));
            } else {
                console.note("Toxiproxy interface " + ToxiproxyServer.VERSION + " on http://" + address
                        + "; Ctrl-C ends it");
            }
            stopped.await();
        } catch (CannotStartException failure) {
            List<Problem> problems = failure.problems().stream()
                    .map(what -> new Problem("proxy", what))
                    .toList();
            throw new BadInput(problems);
        }
        return 0;
    }

    private Options options() {
        if (port < 0 || port > 65_535) {
            throw new BadInput("--port", port + " is no port", "0 to 65535");
        }
        Options options = Options.defaults().withHost(host).withPort(port);
        options = seed == null ? options : options.withSeed(seed);
        return config == null ? options : options.withConfig(config);
    }
}
