package refute.systems.tree.nodes;

import java.util.concurrent.CompletionStage;
import refute.harness.history.Value;
import refute.harness.system.Reply;
import refute.workloads.set.SetClient;

/**
 * A set as one key an element, under a prefix: an addition is one durable put, and a read is a scan. Elements are never removed, so a scan has all that were
 * added before it began, whenever it came to each.
 */
record TreeSet(TreeLink link) implements SetClient {
    private static final String PREFIX = "set/";
    /** The prefix with its last byte one greater: where the scan ends. */
    private static final String AFTER = "set0";

    @Override
    public CompletionStage<Reply> add(Value element) {
        String text = TreeValues.encode(element);
        return Replies.of(
                link, new TreeCall.Put(PREFIX + text, text, true), TreeAnswer.Found.class, before -> Reply.ok(element));
    }

    @Override
    public CompletionStage<Reply> read() {
        return Replies.of(
                link,
                new TreeCall.Scan(PREFIX, AFTER, false, true),
                TreeAnswer.Entries.class,
                entries -> Reply.ok(new Value.Vec(entries.entries().stream()
                        .map(entry -> TreeValues.decode(entry.value()))
                        .toList())));
    }

    @Override
    public void close() {
        link.close();
    }
}
