package example;

import java.util.*;
import java.util.concurrent.*;
import refute.harness.history.Value;
import refute.harness.system.*;
import refute.harness.world.MemoryWorld;
import refute.workloads.register.RegisterClient;

/** Registers in memory, each node with a cache in front of them that nobody tells of writes elsewhere. */
public final class CachedRegister implements SystemUnderTest, SystemInstance {
    private final Map<Value, Value> registers = new ConcurrentHashMap<>();
    private final Map<NodeId, Map<Value, Value>> caches = new ConcurrentHashMap<>();

    public String name() { return "cached"; }
    public String description() { return "registers with a cache on each node"; }
    public List<String> worlds() { return List.of(MemoryWorld.NAME); }
    public Set<Capability> capabilities() { return Set.of(); }
    public Set<Class<?>> contracts() { return Set.of(RegisterClient.class); }
    public List<Mutant> mutants() { return List.of(); }
    public List<String> versions() { return List.of("1"); }
    public SystemInstance prepare(SystemOptions options, String world) { return new CachedRegister(); }

    public String version() { return "1"; }
    public NodePlan plan(NodeId node, Topology topology) { return new NodePlan.InHarness(); }
    public Optional<NodeStatus> status(Connection connection) { return Optional.of(new NodeStatus(false, 0, "1")); }
    public void close() {}

    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        Map<Value, Value> cache = caches.computeIfAbsent(connection.node(), node -> new ConcurrentHashMap<>());
        return contract.cast(new RegisterClient() {
            public CompletionStage<Reply> read(Value key) {
                return now(Reply.ok(cache.computeIfAbsent(key, k -> registers.getOrDefault(k, Value.NIL))));
            }

            public CompletionStage<Reply> write(Value key, Value value) {
                registers.put(key, value);
                cache.put(key, value);
                return now(Reply.ok(value));
            }

            public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
                boolean done = registers.replace(key, expected, next);
                cache.remove(key);
                return now(done ? Reply.ok(Value.pair(expected, next)) : Reply.fail(DID_NOT_MATCH));
            }

            public void close() {}
        });
    }

    private static CompletionStage<Reply> now(Reply reply) { return CompletableFuture.completedFuture(reply); }
}
