package refute.workloads.register;

import java.util.List;
import java.util.concurrent.CompletionStage;
import refute.harness.generator.Request;
import refute.harness.history.Value;
import refute.harness.system.Client;
import refute.harness.system.Reply;

/** Makes calls of the contract out of requests. */
record RegisterCalls(RegisterClient client) implements Client {
    @Override
    public CompletionStage<Reply> invoke(Request request) {
        return switch (request.function()) {
            case "read" -> client.read(request.key());
            case "write" -> client.write(request.key(), request.argument());
            case "cas" -> {
                List<Value> pair = ((Value.Vec) request.argument()).items();
                yield client.compareAndSet(request.key(), pair.getFirst(), pair.getLast());
            }
            default -> throw new IllegalArgumentException("no function of registers: " + request.function());
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
