package refute.systems.kv.simulation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.kv.Bytes;
import refute.kv.raft.Consistency;
import refute.kv.state.Answer;
import refute.kv.state.Command;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.workloads.set.SetClient;

/** A set as a stream of the store: to add is to append. */
record KvSet(KvCaller caller, Consistency reads) implements SetClient {
    private static final Bytes STREAM = Bytes.utf8("elements");

    @Override
    public CompletionStage<Reply> add(Value element) {
        Operation append = new Operation.Append(STREAM, KvValues.bytes(element));
        return caller.write(new KvRequest.Write(Command.of(append)), done -> Reply.ok(element));
    }

    @Override
    public CompletionStage<Reply> read() {
        Query all = new Query.ReadLog(STREAM, 0, Integer.MAX_VALUE);
        return caller.read(new KvRequest.Ask(all, reads), answered -> {
            Answer.LogRead read = (Answer.LogRead) answered.answer();
            List<Value> elements = read.records().stream().map(KvValues::value).toList();
            return Reply.ok(Value.of(elements));
        });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
