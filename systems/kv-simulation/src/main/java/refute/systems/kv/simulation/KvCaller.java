package refute.systems.kv.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import refute.harness.system.Connection;
import refute.harness.system.NodeId;
import refute.harness.system.Reply;
import refute.harness.world.simulation.Chance;
import refute.harness.world.simulation.ClientLink;
import refute.harness.world.simulation.Patience;
import refute.kv.raft.Outcome;

/**
 * One process's way to the store: one request for each call, to the node that leads as far as it was told, or to its own, which
 * may know of another leader.
 */
final class KvCaller {
    private final ClientLink link;
    private final Connection connection;
    private final Chance chance;
    private final Patience patience;
    private NodeId leader;

    KvCaller(ClientLink link, Connection connection, Chance chance) {
        this.link = link;
        this.connection = connection;
        this.chance = chance;
        this.patience =
                new Patience(link::nowNanos, link::after, connection.timeout().toNanos());
        this.leader = connection.node();
    }

    /** Writes, by the leader; without an answer nobody knows. */
    CompletionStage<Reply> write(KvRequest.Write request, Function<Outcome.Done, Reply> reading) {
        NodeId to = chance.nextInt(4) == 0 ? connection.node() : leader;
        return call(to, request, false, outcome -> outcome instanceof Outcome.Done done ? reading.apply(done) : null);
    }

    /** Reads; a read without an answer has had no effect. Followers answer, too. */
    CompletionStage<Reply> read(KvRequest.Ask request, Function<Outcome.Answered, Reply> reading) {
        NodeId to = chance.nextBoolean() ? connection.node() : leader;
        return call(
                to,
                request,
                true,
                outcome -> outcome instanceof Outcome.Answered answered ? reading.apply(answered) : null);
    }

    /** Reads what an outcome says; null if it is not of the kind that was asked for. */
    @FunctionalInterface
    private interface Interpretation {
        @org.jspecify.annotations.Nullable
        Reply of(Outcome outcome);
    }

    private CompletionStage<Reply> call(NodeId to, KvRequest request, boolean harmless, Interpretation reading) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        Patience.Waiting waiting = patience.await(() -> {
            leader = connection.node();
            answer.complete(unknown("timeout", harmless));
        });
        link.call(to, Parcels.of(request), heard -> {
            waiting.end();
            answer.complete(reply(heard, harmless, reading));
        });
        return answer;
    }

    private Reply reply(ClientLink.Answer heard, boolean harmless, Interpretation reading) {
        return switch (heard) {
            case ClientLink.Answer.Refused refused -> {
                leader = connection.node();
                yield Reply.fail("refused: nobody listens there");
            }
            case ClientLink.Answer.Broken broken -> {
                leader = connection.node();
                yield unknown("connection-reset", harmless);
            }
            case ClientLink.Answer.Replied replied -> outcome((Outcome) replied.reply(), harmless, reading);
        };
    }

    private Reply outcome(Outcome outcome, boolean harmless, Interpretation reading) {
        if (outcome instanceof Outcome.Failed failed) {
            leader = failed.leader().isSomebody() ? new NodeId(failed.leader().number()) : connection.node();
            String reason =
                    failed.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            return failed.reason().mayHaveHappened() ? unknown(reason, harmless) : Reply.fail(reason);
        }
        Reply read = reading.of(outcome);
        if (read == null) {
            throw new IllegalStateException("the store answered something else: " + outcome);
        }
        return read;
    }

    private static Reply unknown(String reason, boolean harmless) {
        return harmless ? Reply.fail(reason) : Reply.info(reason);
    }
}
