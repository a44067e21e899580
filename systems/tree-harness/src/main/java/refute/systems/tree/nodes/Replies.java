package refute.systems.tree.nodes;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import refute.harness.history.Value;
import refute.harness.system.Reply;

/** What answers mean in a history. */
final class Replies {
    private Replies() {}

    /** Asks, and reads the answer if it is of the kind that was asked for. */
    static <A extends TreeAnswer> CompletionStage<Reply> of(
            TreeLink link, TreeCall call, Class<A> kind, Function<A, Reply> reading) {
        return link.ask(call).thenApply(answer -> {
            if (answer instanceof TreeAnswer.Failed failed) {
                return failed.mayHaveHappened() && call.changes()
                        ? Reply.info(failed.reason())
                        : Reply.fail(failed.reason());
            }
            return reading.apply(kind.cast(answer));
        });
    }

    static Reply found(TreeAnswer.Found found) {
        return Reply.ok(value(found.value()), found.life());
    }

    static Value value(Optional<String> found) {
        return found.map(TreeValues::decode).orElse(Value.NIL);
    }

    static Value texts(List<String> texts) {
        return new Value.Vec(texts.stream().map(Value::of).toList());
    }
}
