package refute.systems.etcd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import refute.harness.system.Connection;
import refute.harness.system.Endpoint;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;
import refute.workloads.append.AppendClient;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** etcd as one run uses it. Safe for several threads. */
final class EtcdInstance implements SystemInstance {
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final EtcdImage image;
    private final SequencedMap<String, String> flags;
    /** Unique among the runs of this machine, so that members of two clusters never take each other for their own. */
    private final String token = "refute-" + ProcessHandle.current().pid() + "-" + INSTANCES.incrementAndGet();
    /** Kept, because whoever waits for a node asks it often. */
    private final Map<Endpoint, EtcdLink> statusLinks = new ConcurrentHashMap<>();

    EtcdInstance(EtcdImage image, SequencedMap<String, String> flags) {
        this.image = image;
        this.flags = flags;
    }

    @Override
    public String version() {
        return image.version();
    }

    @Override
    public NodePlan plan(NodeId node, Topology topology) {
        List<String> arguments = EtcdFlags.of(node, topology, token, flags);
        return new NodePlan.Program(image.binary(), arguments, new LinkedHashMap<>(), image.image());
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        if (contract.equals(RegisterClient.class)) {
            return contract.cast(new EtcdRegisterClient(EtcdLink.open(connection), connection.reads()));
        }
        if (contract.equals(SetClient.class)) {
            return contract.cast(new EtcdSetClient(EtcdLink.open(connection), connection.reads()));
        }
        if (contract.equals(AppendClient.class)) {
            return contract.cast(new EtcdAppendClient(EtcdLink.open(connection), connection.reads()));
        }
        throw new IllegalArgumentException("etcd does not implement " + contract.getName());
    }

    @Override
    public Optional<NodeStatus> status(Connection connection) {
        return statusLinks
                .computeIfAbsent(connection.endpoint(), endpoint -> EtcdLink.open(connection))
                .status();
    }

    @Override
    public void close() {
        statusLinks.values().forEach(EtcdLink::close);
        statusLinks.clear();
    }
}
