package refute.systems.kv;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import refute.harness.check.Trace;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.PortPurpose;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** The store as one run uses it. Safe for several threads. */
final class KvInstance implements SystemInstance {
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final KvSettings settings;
    private final KvProgram program;
    /** Unique among the runs of this machine, so that members of two clusters never take each other for their own. */
    private final String cluster = "refute-" + ProcessHandle.current().pid() + "-" + INSTANCES.incrementAndGet();
    /** Kept, because whoever waits for a node asks it often. */
    private final Map<Endpoint, KvLink> statusLinks = new ConcurrentHashMap<>();
    /** Where clients reach each node; sessions may go to any. */
    private final AtomicReference<List<Endpoint>> everyNode = new AtomicReference<>(List.of());

    KvInstance(KvSettings settings, KvProgram program) {
        this.settings = settings;
        this.program = program;
    }

    @Override
    public String version() {
        return Kv.VERSION;
    }

    @Override
    public NodePlan plan(NodeId node, Topology topology) {
        everyNode.set(topology.nodes().stream()
                .map(each -> topology.advertised(each, PortPurpose.CLIENT))
                .toList());
        return program.with(settings, KvFlags.of(node, topology, cluster, settings))
                .withEvidence(settings.trace() ? List.of(NodeTraces.fileBeside(topology.dataFolder(node))) : List.of());
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        if (contract.equals(RegisterClient.class)) {
            return contract.cast(new KvRegisterClient(open(connection)));
        }
        if (contract.equals(SetClient.class)) {
            return contract.cast(new KvSetClient(open(connection)));
        }
        throw new IllegalArgumentException("kv does not implement " + contract.getName());
    }

    private KvLink open(Connection connection) {
        SequencedSet<Endpoint> endpoints = new LinkedHashSet<>();
        endpoints.add(connection.endpoint());
        if (settings.sessions()) {
            endpoints.addAll(everyNode.get());
        }
        return KvLink.open(List.copyOf(endpoints), connection, settings);
    }

    @Override
    public Optional<NodeStatus> status(Connection connection) {
        return statusLinks
                .computeIfAbsent(
                        connection.endpoint(), endpoint -> KvLink.open(List.of(endpoint), connection, settings))
                .status();
    }

    @Override
    public Optional<Trace> trace(Path folder) {
        return settings.trace() ? NodeTraces.together(folder) : Optional.empty();
    }

    @Override
    public void close() {
        statusLinks.values().forEach(KvLink::close);
        statusLinks.clear();
    }
}
