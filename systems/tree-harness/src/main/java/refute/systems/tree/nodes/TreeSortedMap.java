package refute.systems.tree.nodes;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.workloads.ordered.SortedMapClient;

/** The tree as an ordered map: keys as they are. */
record TreeSortedMap(TreeLink link, Listening listening) implements SortedMapClient {
    TreeSortedMap(TreeLink link) {
        this(link, new Listening(link));
    }

    @Override
    public CompletionStage<Reply> put(Value key, Kept value, Durability durability) {
        TreeCall put = new TreeCall.Put(text(key), kept(value), isDurable(durability));
        return Replies.of(link, put, TreeAnswer.Found.class, Replies::found);
    }

    @Override
    public CompletionStage<Reply> remove(Value key, Durability durability) {
        TreeCall remove = new TreeCall.Remove(text(key), isDurable(durability));
        return Replies.of(link, remove, TreeAnswer.Found.class, Replies::found);
    }

    @Override
    public CompletionStage<Reply> compareAndSet(Value key, Kept expected, Kept next, Durability durability) {
        TreeCall change = new TreeCall.CompareAndSet(
                text(key), Optional.of(kept(expected)), Optional.of(kept(next)), isDurable(durability));
        return Replies.of(
                link,
                change,
                TreeAnswer.Compared.class,
                compared -> compared.held()
                        ? Reply.ok(Value.pair(expected.value(), next.value()), compared.life())
                        : Reply.fail(DID_NOT_MATCH));
    }

    @Override
    public CompletionStage<Reply> get(Value key, Durability durability) {
        TreeCall get = new TreeCall.Get(text(key), isDurable(durability));
        return Replies.of(link, get, TreeAnswer.Found.class, Replies::found);
    }

    @Override
    public CompletionStage<Reply> scan(String from, String to, boolean backwards, Durability durability) {
        return Replies.of(
                link,
                new TreeCall.Scan(from, to, backwards, isDurable(durability)),
                TreeAnswer.Entries.class,
                entries -> Reply.ok(
                        new Value.Vec(entries.entries().stream()
                                .map(entry -> Value.pair(Value.of(entry.key()), TreeValues.decode(entry.value())))
                                .toList()),
                        entries.life()));
    }

    @Override
    public CompletionStage<Reply> flush() {
        return Replies.of(
                link, new TreeCall.Flush(), TreeAnswer.Flushed.class, flushed -> Reply.ok(Value.NIL, flushed.life()));
    }

    @Override
    public CompletionStage<Reply> size() {
        return Replies.of(
                link,
                new TreeCall.Size(),
                TreeAnswer.Sizes.class,
                sizes -> Reply.ok(
                        Value.of(List.of(Value.of(sizes.kept()), Value.of(sizes.needed()), Value.of(sizes.besides()))),
                        sizes.life()));
    }

    @Override
    public CompletionStage<Reply> check() {
        return Replies.of(
                link,
                new TreeCall.Check(),
                TreeAnswer.Checked.class,
                checked -> Reply.ok(Replies.texts(checked.problems()), checked.life()));
    }

    @Override
    public CompletionStage<Reply> subscribe(String prefix) {
        return listening.subscribe(prefix);
    }

    @Override
    public CompletionStage<Reply> take() {
        return listening.take(false);
    }

    @Override
    public CompletionStage<Reply> unsubscribe() {
        return listening.take(true);
    }

    private static String kept(Kept value) {
        return TreeValues.encode(value.value(), value.bytes());
    }

    private static String text(Value key) {
        return ((Value.Text) key).text();
    }

    private static boolean isDurable(Durability durability) {
        return durability == Durability.DURABLE;
    }

    @Override
    public void close() {
        link.close();
    }
}
