package refute.systems.atom;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reply;
import refute.harness.system.SystemInstance;
import refute.harness.system.Topology;
import refute.workloads.append.AppendClient;
import refute.workloads.append.ListTransaction;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/** One run's memory, and its clients. */
record AtomInstance(Memory memory) implements SystemInstance {
    @Override
    public String version() {
        return Atom.VERSION;
    }

    @Override
    public NodePlan plan(NodeId node, Topology topology) {
        return new NodePlan.InHarness();
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
        if (contract == RegisterClient.class) {
            return contract.cast(new Registers(memory));
        }
        if (contract == SetClient.class) {
            return contract.cast(new Elements(memory));
        }
        if (contract == AppendClient.class) {
            return contract.cast(new Lists(memory));
        }
        throw new IllegalArgumentException("atom does not implement " + contract.getName());
    }

    @Override
    public Optional<NodeStatus> status(Connection connection) {
        return Optional.of(new NodeStatus(false, 0, Atom.VERSION));
    }

    @Override
    public void close() {}

    private static CompletionStage<Reply> at(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private record Registers(Memory memory) implements RegisterClient {
        @Override
        public CompletionStage<Reply> read(Value key) {
            return at(Reply.ok(memory.read(key)));
        }

        @Override
        public CompletionStage<Reply> write(Value key, Value value) {
            memory.write(key, value);
            return at(Reply.ok(value));
        }

        @Override
        public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
            return at(
                    memory.compareAndSet(key, expected, next)
                            ? Reply.ok(Value.pair(expected, next))
                            : Reply.fail(DID_NOT_MATCH));
        }

        @Override
        public void close() {}
    }

    private record Elements(Memory memory) implements SetClient {
        @Override
        public CompletionStage<Reply> add(Value element) {
            memory.add(element);
            return at(Reply.ok(element));
        }

        @Override
        public CompletionStage<Reply> read() {
            return at(Reply.ok(Value.of(memory.elements())));
        }

        @Override
        public void close() {}
    }

    private record Lists(Memory memory) implements AppendClient {
        @Override
        public CompletionStage<Reply> run(ListTransaction transaction) {
            return at(Reply.ok(memory.run(transaction)));
        }

        @Override
        public void close() {}
    }
}
