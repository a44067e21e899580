package refute.systems.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.kv.Bytes;
import refute.kv.client.Reading;
import refute.kv.state.Answer;
import refute.kv.state.Operation;
import refute.kv.state.Query;
import refute.kv.state.Versioned;
import refute.workloads.set.SetClient;

/** A set as one key an element, under a prefix: an addition is one blind put, and a scan reads all of them at one revision. */
final class KvSetClient implements SetClient {
    private static final String PREFIX = "set/";
    private static final Bytes FIRST = KvValues.bytes(PREFIX);
    /** The prefix with its last byte one greater: where the scan ends. */
    private static final Bytes AFTER = KvValues.bytes("set0");

    private static final int ELEMENTS_MAX = 1_000_000;

    private final KvLink link;

    KvSetClient(KvLink link) {
        this.link = link;
    }

    @Override
    public CompletionStage<Reply> add(Value element) {
        Operation put = new Operation.Put(KvValues.encode(PREFIX, element), KvValues.encode("", element));
        return link.write(put, written -> Reply.ok(element, written.revision()));
    }

    @Override
    public CompletionStage<Reply> read() {
        return link.read((client, consistency) -> {
            Reading<Answer.Scanned> scan = client.scan(new Query.Scan(FIRST, AFTER, ELEMENTS_MAX), consistency);
            if (scan.answer().more()) {
                return Reply.fail("too-large: the set does not fit into one answer");
            }
            List<Value> elements = new ArrayList<>();
            for (Versioned found : scan.answer().found()) {
                elements.add(KvValues.decode(found.value()));
            }
            return Reply.ok(Value.of(elements), scan.revision());
        });
    }

    @Override
    public void close() {
        link.close();
    }
}
