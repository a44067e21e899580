package refute.systems.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.PortPurpose;
import refute.harness.system.Topology;

/** The command line of a node. */
final class EtcdFlags {
    /** What a run sets itself, because its links and data depend on it. */
    private static final Set<String> OURS = Set.of(
            "name",
            "data-dir",
            "listen-client-urls",
            "advertise-client-urls",
            "listen-peer-urls",
            "initial-advertise-peer-urls",
            "initial-cluster",
            "initial-cluster-state",
            "initial-cluster-token",
            "config-file",
            "version",
            "help");

    private EtcdFlags() {}

    static void check(SequencedMap<String, String> flags, BadInput.Collector problems) {
        flags.forEach((name, value) -> {
            if (!name.matches("[a-z][a-z0-9-]{0,60}")) {
                problems.add(
                        "flag " + name,
                        "not the name of a flag of etcd",
                        "as in snapshot-count, without hyphens before");
            } else if (OURS.contains(name)) {
                problems.add("flag " + name, "set by the run itself and cannot be given");
            }
            if (value.indexOf('\0') >= 0) {
                problems.add("flag " + name, "its value has a zero byte");
            }
        });
    }

    /**
     * What the node is started with, the first time and each time after: with data in its folder etcd ignores all that
     * begins with {@code initial}.
     */
    static List<String> of(NodeId node, Topology topology, String token, Map<String, String> flags) {
        List<String> arguments = new ArrayList<>(List.of(
                "--name=" + node,
                "--data-dir=" + topology.dataFolder(node),
                "--listen-client-urls=" + url(topology.listen(node, PortPurpose.CLIENT)),
                "--advertise-client-urls=" + url(topology.advertised(node, PortPurpose.CLIENT)),
                "--listen-peer-urls=" + url(topology.listen(node, PortPurpose.PEER)),
                "--initial-advertise-peer-urls=" + url(topology.advertised(node, PortPurpose.PEER)),
                "--initial-cluster=" + members(topology),
                "--initial-cluster-state=new",
                "--initial-cluster-token=" + token));
        if (!flags.containsKey("logger")) {
            // 3.4 would otherwise write another format than its successors.
            arguments.add("--logger=zap");
        }
        flags.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    private static String members(Topology topology) {
        return topology.nodes().stream()
                .map(node -> node + "=" + url(topology.advertised(node, PortPurpose.PEER)))
                .collect(Collectors.joining(","));
    }

    private static String url(Endpoint endpoint) {
        return "http://" + endpoint;
    }
}
