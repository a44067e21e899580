package refute.systems.tree.nodes;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.workloads.register.RegisterClient;

/**
 * Registers as keys, written and read durably: a read that showed a write which a crash then takes away would be no read of a register. The tree tells no
 * revisions of keys.
 */
record TreeRegister(TreeLink link) implements RegisterClient {
    private static final String PREFIX = "register/";

    @Override
    public CompletionStage<Reply> read(Value key) {
        return Replies.of(
                link,
                new TreeCall.Get(key(key), true),
                TreeAnswer.Found.class,
                found -> Reply.ok(Replies.value(found.value())));
    }

    @Override
    public CompletionStage<Reply> write(Value key, Value value) {
        return Replies.of(
                link,
                new TreeCall.Put(key(key), TreeValues.encode(value), true),
                TreeAnswer.Found.class,
                before -> Reply.ok(value));
    }

    @Override
    public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
        TreeCall change = new TreeCall.CompareAndSet(
                key(key), Optional.of(TreeValues.encode(expected)), Optional.of(TreeValues.encode(next)), true);
        return Replies.of(
                link,
                change,
                TreeAnswer.Compared.class,
                compared -> compared.held() ? Reply.ok(Value.pair(expected, next)) : Reply.fail(DID_NOT_MATCH));
    }

    private static String key(Value key) {
        return PREFIX + TreeValues.encode(key);
    }

    @Override
    public void close() {
        link.close();
    }
}
