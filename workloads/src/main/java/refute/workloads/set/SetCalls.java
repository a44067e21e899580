package refute.workloads.set;

import java.util.concurrent.CompletionStage;
import refute.harness.generator.Request;
import refute.harness.system.Client;
import refute.harness.system.Reply;

/** Makes calls of the contract out of requests. */
record SetCalls(SetClient client) implements Client {
    @Override
    public CompletionStage<Reply> invoke(Request request) {
        return switch (request.function()) {
            case "add" -> client.add(request.argument());
            case "read" -> client.read();
            default -> throw new IllegalArgumentException("no function of sets: " + request.function());
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
