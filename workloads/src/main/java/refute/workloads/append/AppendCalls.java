package refute.workloads.append;

import java.util.concurrent.CompletionStage;
import refute.harness.generator.Request;
import refute.harness.system.Client;
import refute.harness.system.Reply;

/** Makes calls of the contract out of requests. */
record AppendCalls(AppendClient client) implements Client {
    @Override
    public CompletionStage<Reply> invoke(Request request) {
        return client.run(ListTransaction.of(request.argument()));
    }

    @Override
    public void close() {
        client.close();
    }
}
