package refute.systems.kv;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.kv.Bytes;
import refute.kv.state.Operation;
import refute.kv.state.Result;
import refute.kv.state.Versioned;
import refute.workloads.register.RegisterClient;

/** Registers as keys. A register's revision is that of its key's last change: the log index at which it was applied. */
final class KvRegisterClient implements RegisterClient {
    private static final String PREFIX = "register/";

    private final KvLink link;

    KvRegisterClient(KvLink link) {
        this.link = link;
    }

    @Override
    public CompletionStage<Reply> read(Value key) {
        Bytes wanted = KvValues.encode(PREFIX, key);
        return link.read((client, consistency) -> {
            Optional<Versioned> found = client.get(wanted, consistency).answer().versioned();
            return found.map(versioned -> Reply.ok(KvValues.decode(versioned.value()), versioned.revision()))
                    .orElseGet(() -> Reply.ok(Value.NIL, 0));
        });
    }

    @Override
    public CompletionStage<Reply> write(Value key, Value value) {
        Operation put = new Operation.Put(KvValues.encode(PREFIX, key), KvValues.encode("", value));
        return link.write(put, written -> Reply.ok(value, written.revision()));
    }

    @Override
    public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
        Operation set = new Operation.CompareAndSet(
                KvValues.encode(PREFIX, key),
                Optional.of(KvValues.encode("", expected)),
                Optional.of(KvValues.encode("", next)));
        return link.write(set, written -> outcome(written, Value.pair(expected, next)));
    }

    /** A comparison is an entry of the log too, so a mismatch is an observation of the state at its index. */
    private static Reply outcome(Result.Written written, Value done) {
        return written.succeeded()
                ? Reply.ok(done, written.revision())
                : Reply.fail(DID_NOT_MATCH + ": at revision " + written.revision());
    }

    @Override
    public void close() {
        link.close();
    }
}
