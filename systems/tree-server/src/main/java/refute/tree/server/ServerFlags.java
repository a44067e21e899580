package refute.tree.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import refute.service.Flags;
import refute.service.HostPort;
import refute.service.WrongFlagsException;
import refute.tree.TreeSettings;

/** The server's flags as they are typed. All problems are found before any is told. */
@Command(
        name = "tree-server",
        description = "A server around one tree store: ordered maps from bytes to bytes.",
        mixinStandardHelpOptions = true,
        version = "tree-server " + TreeServer.VERSION,
        sortOptions = false,
        footer = {"", "On this machine:", "  tree-server --data /tmp/tree --listen-client 127.0.0.1:7301"})
final class ServerFlags {
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})([kMG]?)");
    private static final String STOP = "stop";
    private static final String REOPEN = "reopen";

    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "where it remembers")
    Path data = Path.of("");

    @Option(names = "--listen-client", required = true, paramLabel = "HOST:PORT", description = "for clients")
    String listenClient = "";

    @Option(names = "--metrics", paramLabel = "HOST:PORT", description = "serve Prometheus metrics at /metrics")
    Optional<String> metrics = Optional.empty();

    @Option(
            names = "--segment",
            paramLabel = "BYTES",
            description =
                    "of a segment of the log, such as 8M: what the folder has, once it has one (default: ${DEFAULT-VALUE})")
    String segment = "8M";

    @Option(
            names = "--cache",
            paramLabel = "BYTES",
            description = "of nodes kept in memory (default: ${DEFAULT-VALUE})")
    String cache = "256M";

    @Option(
            names = "--flush-every",
            paramLabel = "TIME",
            description = "between flushes that nobody asked for; 0s: none (default: ${DEFAULT-VALUE})")
    String flushEvery = "500ms";

    @Option(
            names = "--on-disk-failure",
            paramLabel = "stop|reopen",
            description =
                    "end, or open the store anew and go on. After a sync that failed the system may show what the disk"
                            + " never got, so reopen is for disks whose errors pass (default: ${DEFAULT-VALUE})")
    String onDiskFailure = STOP;

    /** Reads the flags; empty if help or the version was asked for, and printed. */
    static Optional<ServerOptions> parse(String... arguments) throws WrongFlagsException {
        ServerFlags flags = new ServerFlags();
        return Flags.parse(flags, flags::options, arguments);
    }

    private Optional<ServerOptions> options(List<String> problems) {
        Optional<HostPort> client = listenClient.isEmpty()
                ? Optional.empty()
                : Flags.check(problems, "--listen-client", listenClient, HostPort::parse);
        Optional<HostPort> metricsAddress =
                metrics.flatMap(text -> Flags.check(problems, "--metrics", text, HostPort::parse));
        Optional<Duration> every = Flags.check(problems, "--flush-every", flushEvery, Flags::time);
        Optional<TreeSettings> settings = Flags.check(problems, "--segment", segment, ServerFlags::withSegment);
        settings = settings.flatMap(its -> Flags.check(problems, "--cache", cache, text -> withCache(its, text)));
        if (!onDiskFailure.equals(STOP) && !onDiskFailure.equals(REOPEN)) {
            problems.add("--on-disk-failure: '" + onDiskFailure + "' is neither stop nor reopen");
        }
        if (!problems.isEmpty() || client.isEmpty() || settings.isEmpty() || every.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServerOptions(
                data,
                client.get(),
                metricsAddress,
                settings.get().withFlushEvery(every.get()),
                onDiskFailure.equals(REOPEN)));
    }

    private static TreeSettings withSegment(String text) {
        return TreeSettings.DEFAULT.withSegmentBytes(Math.toIntExact(bytes(text)));
    }

    private static TreeSettings withCache(TreeSettings settings, String text) {
        return settings.withCacheBytes(bytes(text));
    }

    private static long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no number of bytes like 4096, 64k or 8M");
        }
        int doublings = switch (matcher.group(2)) {
            case "k" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(matcher.group(1)) << doublings;
        if (bytes > Integer.MAX_VALUE && doublings < 30) {
            throw new IllegalArgumentException("'" + text + "' is too much");
        }
        return bytes;
    }
}
