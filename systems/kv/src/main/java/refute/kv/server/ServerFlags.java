package refute.kv.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import refute.kv.GroupId;
import refute.kv.NodeId;
import refute.kv.raft.Member;
import refute.kv.raft.Members;
import refute.kv.raft.Settings;
import refute.service.Flags;
import refute.service.HostPort;
import refute.service.WrongFlagsException;

/** The server's flags as they are typed. All problems are found before any is told. */
@Command(
        name = "kv-server",
        description = "A server of the KV store: one member of one cluster.",
        mixinStandardHelpOptions = true,
        version = "kv-server 0.1.0",
        sortOptions = false,
        footer = {
            "",
            "A cluster of three on one machine, the first of them:",
            "  kv-server --node-id 1 --data /tmp/kv1 --listen-peer 127.0.0.1:7101 --listen-client 127.0.0.1:7201 \\",
            "    --member 1=127.0.0.1:7101,127.0.0.1:7201 --member 2=127.0.0.1:7102,127.0.0.1:7202 \\",
            "    --member 3=127.0.0.1:7103,127.0.0.1:7203"
        })
final class ServerFlags {
    /** Told by the parser. */
    private static final int UNSET = -1;

    @Option(names = "--node-id", required = true, paramLabel = "N", description = "this node's number, from 1")
    int nodeId = UNSET;

    @Option(names = "--cluster", paramLabel = "NAME", description = "the cluster's name (default: ${DEFAULT-VALUE})")
    String cluster = "kv";

    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "where it remembers")
    Path data = Path.of("");

    @Option(names = "--listen-peer", required = true, paramLabel = "HOST:PORT", description = "for other members")
    String listenPeer = "";

    @Option(names = "--listen-client", required = true, paramLabel = "HOST:PORT", description = "for clients")
    String listenClient = "";

    @Option(
            names = "--member",
            paramLabel = "N=PEER,CLIENT",
            description = "a voter that a new cluster starts with, and its two addresses; once for each, this node too")
    List<String> members = new ArrayList<>();

    @Option(names = "--join", description = "start knowing nobody, and wait to be added to a running cluster")
    boolean join;

    @Option(
            names = "--peer",
            paramLabel = "N=HOST:PORT",
            description = "where this node reaches another, in place of what --member says (behind proxies)")
    List<String> peers = new ArrayList<>();

    @Option(names = "--heartbeat", paramLabel = "TIME", description = "between heartbeats (default: ${DEFAULT-VALUE})")
    String heartbeat = "100ms";

    @Option(
            names = "--election-timeout",
            paramLabel = "TIME",
            description = "how long to wait for a leader, at least (default: ${DEFAULT-VALUE})")
    String electionTimeout = "1s";

    @Option(
            names = "--read-timeout",
            paramLabel = "TIME",
            description = "after which a read is given up (default: ${DEFAULT-VALUE})")
    String readTimeout = "5s";

    @Option(names = "--lease-reads", description = "let the leader answer reads by its lease; the same on all members")
    boolean leaseReads;

    @Option(
            names = "--snapshot-count",
            paramLabel = "N",
            description = "entries between snapshots (default: ${DEFAULT-VALUE})")
    long snapshotCount = 10_000;

    @Option(names = "--max-key-bytes", paramLabel = "N", description = "the longest key (default: ${DEFAULT-VALUE})")
    int maxKeyBytes = 4096;

    @Option(
            names = "--max-value-bytes",
            paramLabel = "N",
            description = "the longest value, up to 1048576 (default: ${DEFAULT-VALUE})")
    int maxValueBytes = 1 << 20;

    @Option(names = "--trace", paramLabel = "FILE", description = "write what the node does, as NDJSON")
    Optional<Path> trace = Optional.empty();

    @Option(names = "--metrics", paramLabel = "HOST:PORT", description = "serve Prometheus metrics at /metrics")
    Optional<String> metrics = Optional.empty();

    /** Reads the flags; empty if help or the version was asked for, and printed. */
    static Optional<ServerOptions> parse(String... arguments) throws WrongFlagsException {
        ServerFlags flags = new ServerFlags();
        return Flags.parse(flags, flags::options, arguments);
    }

    private Optional<ServerOptions> options(List<String> problems) {
        Optional<HostPort> peer = check(problems, "--listen-peer", listenPeer, !listenPeer.isEmpty(), HostPort::parse);
        Optional<HostPort> client =
                check(problems, "--listen-client", listenClient, !listenClient.isEmpty(), HostPort::parse);
        Optional<HostPort> metricsAddress =
                metrics.flatMap(text -> check(problems, "--metrics", text, true, HostPort::parse));
        Optional<Members> initial = initial(problems);
        Map<NodeId, String> overrides = new TreeMap<>();
        for (String text : peers) {
            check(problems, "--peer", text, true, ServerFlags::numbered)
                    .ifPresent(entry -> overrides.put(entry.getKey(), entry.getValue()));
        }
        Optional<Settings> settings = settings(problems);
        if (maxValueBytes > 1 << 20) {
            problems.add("--max-value-bytes: at most 1048576, not " + maxValueBytes);
        }
        if (cluster.isBlank()) {
            problems.add("--cluster: a cluster has a name");
        }
        if (!problems.isEmpty() || peer.isEmpty() || client.isEmpty() || settings.isEmpty() || initial.isEmpty()) {
            return Optional.empty();
        }
        ServerOptions.Network network = new ServerOptions.Network(peer.get(), client.get(), metricsAddress, overrides);
        return Optional.of(new ServerOptions(cluster, settings.get(), initial.get(), network, data, trace));
    }

    private Optional<Settings> settings(List<String> problems) {
        Optional<Long> beat = check(problems, "--heartbeat", heartbeat, true, ServerFlags::nanos);
        Optional<Long> election = check(problems, "--election-timeout", electionTimeout, true, ServerFlags::nanos);
        Optional<Long> read = check(problems, "--read-timeout", readTimeout, true, ServerFlags::nanos);
        Settings.Limits defaults = Settings.Limits.DEFAULT;
        Optional<Settings.Limits> limits = check(
                problems,
                "--max-key-bytes, --max-value-bytes",
                "",
                true,
                ignored -> new Settings.Limits(
                        maxKeyBytes, maxValueBytes, defaults.messageBytes(), defaults.window(), defaults.pending()));
        Optional<Settings.Snapshots> snapshots = check(
                problems,
                "--snapshot-count",
                "",
                true,
                ignored -> new Settings.Snapshots(snapshotCount, snapshotCount / 2, 1_000_000));
        Optional<NodeId> id = check(problems, "--node-id", "", nodeId != UNSET, ignored -> member(nodeId));
        if (beat.isEmpty() || election.isEmpty() || read.isEmpty()) {
            return Optional.empty();
        }
        Optional<Settings.Timing> timing = check(
                problems,
                "--heartbeat, --election-timeout",
                "",
                true,
                ignored -> new Settings.Timing(beat.get(), election.get(), read.get(), leaseReads, 100));
        return timing.isEmpty() || limits.isEmpty() || snapshots.isEmpty() || id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Settings(id.get(), GroupId.FIRST, timing.get(), limits.get(), snapshots.get()));
    }

    private Optional<Members> initial(List<String> problems) {
        if (join) {
            if (!members.isEmpty()) {
                problems.add("--join: a node that waits to be added knows no --member");
            }
            return Optional.of(Members.NOBODY);
        }
        if (members.isEmpty()) {
            problems.add("--member: name the voters that the cluster starts with, or --join a running one");
            return Optional.empty();
        }
        List<Member> parsed = new ArrayList<>();
        for (String text : members) {
            check(problems, "--member", text, true, ServerFlags::voter).ifPresent(parsed::add);
        }
        Optional<Members> all = check(problems, "--member", "", true, ignored -> Members.of(parsed));
        if (parsed.size() == members.size()
                && all.isPresent()
                && all.get().voters().stream().noneMatch(id -> id.number() == nodeId)) {
            problems.add("--member: this node, " + nodeId + ", is not among them");
        }
        return all;
    }

    private static Member voter(String text) {
        Map.Entry<NodeId, String> numbered = numberedText(text);
        String[] addresses = numbered.getValue().split(",", -1);
        if (addresses.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is not like 1=127.0.0.1:7101,127.0.0.1:7201");
        }
        return new Member(
                numbered.getKey(),
                true,
                HostPort.parse(addresses[0]).toString(),
                HostPort.parse(addresses[1]).toString());
    }

    private static Map.Entry<NodeId, String> numbered(String text) {
        Map.Entry<NodeId, String> numbered = numberedText(text);
        return Map.entry(numbered.getKey(), HostPort.parse(numbered.getValue()).toString());
    }

    private static Map.Entry<NodeId, String> numberedText(String text) {
        int equals = text.indexOf('=');
        try {
            return Map.entry(
                    member(Integer.parseInt(text.substring(0, Math.max(0, equals)))), text.substring(equals + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' does not begin with a node's number and =", e);
        }
    }

    private static NodeId member(int number) {
        if (number == 0) {
            throw new IllegalArgumentException("nodes are numbered from 1");
        }
        return NodeId.of(number);
    }

    private static long nanos(String text) {
        return Flags.time(text).toNanos();
    }

    private static <T> Optional<T> check(
            List<String> problems, String flag, String text, boolean wanted, Function<String, T> parse) {
        return wanted ? Flags.check(problems, flag, text, parse) : Optional.empty();
    }
}
