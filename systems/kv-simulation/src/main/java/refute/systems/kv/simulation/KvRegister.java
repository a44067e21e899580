package refute.systems.kv.simulation;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.kv.Bytes;
import refute.kv.raft.Consistency;
import refute.kv.raft.Outcome;
import refute.kv.state.Answer;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.Result;
import refute.kv.state.Versioned;
import refute.workloads.register.RegisterClient;

/** Registers as keys of the store. */
record KvRegister(KvCaller caller, Consistency reads) implements RegisterClient {
    @Override
    public CompletionStage<Reply> read(Value key) {
        return caller.read(new KvRequest.Ask(new Query.Get(KvValues.bytes(key)), reads), answered -> {
            Optional<Versioned> found = ((Answer.Got) answered.answer()).versioned();
            return found.map(one -> Reply.ok(KvValues.value(one.value()), one.revision()))
                    .orElseGet(() -> Reply.ok(Value.NIL));
        });
    }

    @Override
    public CompletionStage<Reply> write(Value key, Value value) {
        Bytes written = KvValues.bytes(value);
        return write(new Operation.Put(KvValues.bytes(key), written), result -> Reply.ok(value, result.revision()));
    }

    @Override
    public CompletionStage<Reply> compareAndSet(Value key, Value expected, Value next) {
        Operation operation = new Operation.CompareAndSet(
                KvValues.bytes(key), Optional.of(KvValues.bytes(expected)), Optional.of(KvValues.bytes(next)));
        return write(
                operation,
                result -> result.succeeded()
                        ? Reply.ok(Value.pair(expected, next), result.revision())
                        : Reply.fail(DID_NOT_MATCH));
    }

    private CompletionStage<Reply> write(Operation operation, Function<Result.Written, Reply> reading) {
        return caller.write(
                new KvRequest.Write(Command.of(operation)),
                (Outcome.Done done) -> reading.apply((Result.Written) done.result()));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
