package refute.systems.tree.nodes;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.workloads.ordered.SortedMapClient;

/** The one subscription that a process has at a time, if it has any. */
final class Listening {
    private final TreeLink link;
    private OptionalLong subscription = OptionalLong.empty();

    Listening(TreeLink link) {
        this.link = link;
    }

    CompletionStage<Reply> subscribe(String prefix) {
        if (subscription.isPresent()) {
            return refused(SortedMapClient.ALREADY_SUBSCRIBED);
        }
        return Replies.of(link, new TreeCall.Subscribe(prefix), TreeAnswer.Subscribed.class, subscribed -> {
            subscription = OptionalLong.of(subscribed.subscription());
            return Reply.ok(Value.NIL, subscribed.life());
        });
    }

    CompletionStage<Reply> take(boolean last) {
        if (subscription.isEmpty()) {
            return refused(SortedMapClient.NOT_SUBSCRIBED);
        }
        TreeCall take = new TreeCall.Take(subscription.getAsLong(), last);
        if (last) {
            subscription = OptionalLong.empty();
        }
        return Replies.of(link, take, TreeAnswer.Heard.class, Listening::heard).thenApply(this::noted);
    }

    private static Reply heard(TreeAnswer.Heard heard) {
        List<Value> events = heard.events().stream()
                .map(event -> Value.pair(Value.of(event.key()), Replies.value(event.value())))
                .toList();
        return Reply.ok(Value.of(events), heard.life());
    }

    private Reply noted(Reply reply) {
        if (reply instanceof Reply.Fail fail
                && (fail.error().startsWith(TreeAnswer.Failed.NO_SUBSCRIPTION)
                        || fail.error().startsWith(TreeAnswer.Failed.LAGGED))) {
            subscription = OptionalLong.empty();
        }
        return reply;
    }

    private static CompletionStage<Reply> refused(String reason) {
        return CompletableFuture.completedFuture(Reply.fail(reason));
    }
}
