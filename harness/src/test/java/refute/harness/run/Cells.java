package refute.harness.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import refute.harness.check.Checker;
import refute.harness.generator.Call;
import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.generator.Request;
import refute.harness.history.Value;
import refute.harness.system.Capability;
import refute.harness.system.Client;
import refute.harness.system.Connection;
import refute.harness.system.Mutant;
import refute.harness.system.NodeId;
import refute.harness.system.NodePlan;
import refute.harness.system.NodeStatus;
import refute.harness.system.Reply;
import refute.harness.system.SystemInstance;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.system.Topology;
import refute.harness.workload.Workload;
import refute.harness.workload.WorkloadPlan;
import refute.harness.world.MemoryWorld;
import refute.harness.world.World;

/**
 * The smallest system that can be run, with its workload: one map in this process, read and written. Tests give it the client
 * that they want to see in trouble.
 */
final class Cells {
    private final Map<Value, Value> cells = new ConcurrentHashMap<>();
    private final Function<Cells, Client> opening;
    private final long operationsMax;
    private final Checker[] checkers;

    private Cells(Function<Cells, Client> opening, long operationsMax, Checker... checkers) {
        this.opening = opening;
        this.operationsMax = operationsMax;
        this.checkers = checkers;
    }

    /** A scenario on cells whose clients are well. */
    static Scenario well() {
        return with(cells -> cells.new Well());
    }

    /** A scenario on cells whose clients are well, with so many operations at most. */
    static Scenario well(long operationsMax) {
        Cells cells = new Cells(c -> c.new Well(), operationsMax);
        return Scenario.of(new System(), cells.new Reading(), new MemoryWorld());
    }

    /** A scenario on cells that are well, in this world. */
    static Scenario in(World world) {
        Cells cells = new Cells(c -> c.new Well(), Long.MAX_VALUE);
        return Scenario.of(new System(), cells.new Reading(), world);
    }

    /** A scenario on cells with these clients. */
    static Scenario with(Function<Cells, Client> opening, Checker... checkers) {
        Cells cells = new Cells(opening, Long.MAX_VALUE, checkers);
        return Scenario.of(new System(), cells.new Reading(), new MemoryWorld());
    }

    /** A client that does what it should, at once. */
    class Well implements Client {
        @Override
        public CompletionStage<Reply> invoke(Request request) {
            return CompletableFuture.completedFuture(apply(request));
        }

        @Override
        public void close() {}
    }

    Reply apply(Request request) {
        if (request.function().equals("write")) {
            cells.put(request.key(), request.argument());
            return Reply.ok(request.argument());
        }
        return Reply.ok(cells.getOrDefault(request.key(), Value.NIL));
    }

    /** The contract, for the sake of the check that a system implements it. */
    interface Contract {}

    private final class Reading implements Workload {
        @Override
        public String name() {
            return "cells";
        }

        @Override
        public String description() {
            return "reads and writes";
        }

        @Override
        public Class<?> contract() {
            return Contract.class;
        }

        @Override
        public Client open(SystemInstance system, Connection connection) {
            return opening.apply(Cells.this);
        }

        @Override
        public Generator operations(WorkloadPlan plan) {
            return Generators.mix(
                            Generators.calls((context, n) ->
                                    new Call("read", Value.of(context.seed().at(n, plan.keys())), Value.NIL)),
                            Generators.calls((context, n) ->
                                    new Call("write", Value.of(context.seed().at(n, plan.keys())), Value.of(n))))
                    .limit(operationsMax);
        }

        @Override
        public Generator finalOperations(WorkloadPlan plan) {
            return Generators.eachWorker(Generators.of("read"));
        }

        @Override
        public List<Checker> checkers(WorkloadPlan plan) {
            return List.of(checkers);
        }
    }

    private record System() implements SystemUnderTest {
        @Override
        public String name() {
            return "cells";
        }

        @Override
        public String description() {
            return "a map";
        }

        @Override
        public List<String> worlds() {
            return List.of(MemoryWorld.NAME);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Set<Class<?>> contracts() {
            return Set.of(Contract.class);
        }

        @Override
        public List<Mutant> mutants() {
            return List.of();
        }

        @Override
        public List<String> versions() {
            return List.of("1");
        }

        @Override
        public SystemInstance prepare(SystemOptions options, String world) {
            return new Instance();
        }
    }

    private record Instance() implements SystemInstance {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public NodePlan plan(NodeId node, Topology topology) {
            return new NodePlan.InHarness();
        }

        @Override
        public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection) {
            throw new IllegalArgumentException("clients are opened by the workload");
        }

        @Override
        public Optional<NodeStatus> status(Connection connection) {
            return Optional.of(new NodeStatus(false, 0, "1"));
        }

        @Override
        public void close() {}
    }
}
