package refute.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.cli.serve.StoreServer;
import refute.harness.BadInput;

/** Shows stored runs in a browser, until it is interrupted. */
@Command(
        name = "serve",
        description = {
            "Shows stored runs in a browser: all of them at a glance, as they begin and end; each one's report; two side by"
                    + " side. Only reads, and only on this machine: pages of other sites are not answered.",
        },
        footerHeading = "%nExamples:%n",
        footer = {"  refute serve --open", "  refute serve /mnt/ci/store --port 0 --json"})
final class ServeCommand implements Callable<Integer>, Checkable {
    private static final int DEFAULT_PORT = 7733;

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "the folder below which the runs are (default: ${DEFAULT-VALUE})")
    Path store = Path.of("store");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "where to listen on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE})")
    int port = DEFAULT_PORT;

    @Option(names = "--open", description = "open it in a browser")
    boolean open;

    @Option(names = "--json", description = "says where it listens as one JSON object")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkOptions() {
        BadInput.Collector problems = new BadInput.Collector();
        if (port < 0 || port > 65_535) {
            problems.add("--port", port + " is no port", "0 to 65535");
        }
        if (!Files.isDirectory(store)) {
            problems.add(
                    store.toString(),
                    Files.exists(store) ? "is no folder" : "there is no such folder",
                    "name the folder that runs are kept in: --out of refute run, usually store");
        } else if (RunStore.isRun(store)) {
            problems.add(store.toString(), "is the folder of a run", "name the one that has runs in it");
        }
        problems.throwIfAny();
    }

    @Override
    @SuppressWarnings("try") // The handler is only held while the server runs.
    public Integer call() throws InterruptedException, IOException {
        checkOptions();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interrupts unused = Interrupts.handle(stopped::countDown);
                StoreServer server = start()) {
            if (json) {
                Map<String, Object> where = new LinkedHashMap<>();
                where.put("url", server.address());
                where.put("port", server.port());
                where.put("store", store.toString());
                console.result(Json.line(where));
            } else {
                console.note("runs in " + EndScreen.shortest(store) + " on " + server.address() + "; Ctrl-C ends it");
            }
            if (open) {
                Browser.open(console, URI.create(server.address()));
            }
            stopped.await();
        }
        return 0;
    }

    private StoreServer start() throws IOException {
        Path real = store.toRealPath();
        try {
            return StoreServer.start(real, port, new StorePages(real));
        } catch (java.net.BindException e) {
            throw new BadInput("--port", port + " cannot be had: " + e.getMessage(), "0 takes a free one");
        }
    }
}
