package refute.systems.tree.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import refute.harness.system.Connection;
import refute.harness.world.simulation.ClientLink;
import refute.systems.tree.nodes.TreeAnswer;
import refute.systems.tree.nodes.TreeCall;
import refute.systems.tree.nodes.TreeLink;

/** One process's connection to the simulated node. */
record SimulatedLink(ClientLink link, Connection connection) implements TreeLink {
    @Override
    public CompletionStage<TreeAnswer> ask(TreeCall call) {
        CompletableFuture<TreeAnswer> answer = new CompletableFuture<>();
        link.call(connection.node(), Parcels.of(call), heard -> answer.complete(answer(heard)));
        link.after(connection.timeout().toNanos(), () -> {
            if (!answer.isDone()) {
                answer.complete(new TreeAnswer.Failed("timeout: no answer", true));
            }
        });
        return answer;
    }

    private static TreeAnswer answer(ClientLink.Answer heard) {
        return switch (heard) {
            case ClientLink.Answer.Refused refused -> new TreeAnswer.Failed("unreachable: nobody listens there", false);
            case ClientLink.Answer.Broken broken -> new TreeAnswer.Failed("unreachable: the connection broke", true);
            case ClientLink.Answer.Replied replied -> (TreeAnswer) replied.reply();
        };
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
