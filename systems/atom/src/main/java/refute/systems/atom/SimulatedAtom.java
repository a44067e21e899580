package refute.systems.atom;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.Reply;
import refute.harness.world.simulation.ClientLink;
import refute.harness.world.simulation.Machine;
import refute.harness.world.simulation.Parcel;
import refute.harness.world.simulation.Program;
import refute.harness.world.simulation.SimulatedSystem;
import refute.workloads.register.RegisterClient;
import refute.workloads.set.SetClient;

/**
 * Atom in simulation, the smallest system there: one node is asked for everything, and keeps it on its disk. It survives whatever
 * happens to it, and is not there meanwhile. Its mutant answers before its disk has, and so forgets at a power loss.
 */
record SimulatedAtom(boolean answersEarly) implements SimulatedSystem {
    private static final NodeId KEEPER = new NodeId(1);

    @Override
    public String version() {
        return Atom.VERSION;
    }

    @Override
    public Program start(Machine machine) throws IOException {
        return new AtomNode(machine, answersEarly);
    }

    @Override
    public <C extends AutoCloseable> C connect(Class<C> contract, Connection connection, ClientLink link) {
        if (contract == RegisterClient.class) {
            return contract.cast(new Registers(link));
        }
        if (contract == SetClient.class) {
            return contract.cast(new Elements(link));
        }
        throw new IllegalArgumentException("atom does not implement " + contract.getName());
    }

    @Override
    public void close() {}

    /** Asks; without an answer the harness's own time-out ends the operation. */
    private static CompletionStage<Reply> ask(ClientLink link, AtomNode.Request request, boolean harmless) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        link.call(KEEPER, new Parcel(request, 40, request.toString().hashCode()), heard -> {
            Reply reply = switch (heard) {
                case ClientLink.Answer.Replied replied -> (Reply) replied.reply();
                case ClientLink.Answer.Refused refused -> Reply.fail("refused: nobody listens there");
                case ClientLink.Answer.Broken broken ->
                    harmless ? Reply.fail("connection-reset") : Reply.info("connection-reset");
            };
            answer.complete(reply);
        });
        return answer;
    }

    private record Registers(ClientLink link) implements RegisterClient {
        @Override
        public CompletionStage<Reply> read(Value key) {
            return ask(link, new AtomNode.Request.Read(key), true);
        }

        @Override
        public CompletionStage<Reply> write(Value key, Value value) {
            return ask(link, new AtomNode.Request.Write(key, value), false);
        }

        @Override
        public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
            return ask(link, new AtomNode.Request.CompareAndSet(key, expected, next), false);
        }

        @Override
        public void close() {}
    }

    private record Elements(ClientLink link) implements SetClient {
        @Override
        public CompletionStage<Reply> add(Value element) {
            return ask(link, new AtomNode.Request.Add(element), false);
        }

        @Override
        public CompletionStage<Reply> read() {
            return ask(link, new AtomNode.Request.ReadAll(), true);
        }

        @Override
        public void close() {}
    }
}
