package refute.systems.tree.nodes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import refute.harness.system.Connection;
import refute.harness.system.NodeStatus;
import refute.tree.TreeSettings;
import refute.tree.client.Answer;
import refute.tree.client.TransactionStep;
import refute.tree.client.TreeClient;
import refute.tree.client.TreeException;
import refute.tree.wire.v1.StatusReply;

/**
 * A process's connection to a real server, by the server's own client. The server says itself, of each error, whether the change may have happened: that
 * is a promise to its users like any other, and the run holds it to it.
 *
 * <p>Used by one process, one call at a time; calls block.
 */
final class ServerLink implements TreeLink {
    private static final int REASON_CHARACTERS_MAX = 200;
    private static final int SCANNED_MAX = 100_000;

    /** Segments that may be in use whatever is needed: what two snapshots rest on, the one that is written, and those that wait for readers. */
    private static final int BESIDES_SEGMENTS = 2 * TreeSettings.DEFAULT.snapshotSegments() + 8;

    private final TreeClient client;

    private ServerLink(TreeClient client) {
        this.client = client;
    }

    /** Opens nothing yet: the first request does. */
    static ServerLink open(Connection connection) {
        return new ServerLink(TreeClient.connect(connection.endpoint().toString(), connection.timeout()));
    }

    @Override
    public CompletionStage<TreeAnswer> ask(TreeCall call) {
        try {
            return CompletableFuture.completedFuture(answer(call));
        } catch (TreeException e) {
            return CompletableFuture.completedFuture(new TreeAnswer.Failed(reason(e), e.mayHaveHappened()));
        }
    }

    private TreeAnswer answer(TreeCall call) throws TreeException {
        return switch (call) {
            case TreeCall.Put put ->
                found(client.put(TreeCall.TREE, bytes(put.key()), bytes(put.value()), durability(put.durable())));
            case TreeCall.Remove remove ->
                found(client.remove(TreeCall.TREE, bytes(remove.key()), durability(remove.durable())));
            case TreeCall.CompareAndSet change -> {
                Answer<Boolean> held = client.compareAndSet(
                        TreeCall.TREE,
                        bytes(change.key()),
                        change.expected().map(ServerLink::bytes).orElse(null),
                        change.next().map(ServerLink::bytes).orElse(null),
                        durability(change.durable()));
                yield new TreeAnswer.Compared(held.value(), held.incarnation());
            }
            case TreeCall.Get get -> found(client.get(TreeCall.TREE, bytes(get.key()), durability(get.durable())));
            case TreeCall.Scan scan -> entries(scan);
            case TreeCall.Transact transact -> transacted(transact);
            case TreeCall.Subscribe subscribe -> {
                Answer<Long> begun =
                        client.subscribe(TreeCall.TREE, bytes(subscribe.prefix()), TreeCall.Subscribe.KEPT_MAX);
                yield new TreeAnswer.Subscribed(begun.value(), begun.incarnation());
            }
            case TreeCall.Take take -> heard(take);
            case TreeCall.Flush flush -> new TreeAnswer.Flushed(client.flush());
            case TreeCall.Size size -> {
                StatusReply status = client.status(false);
                yield new TreeAnswer.Sizes(
                        status.getSegments() * status.getSegmentBytes(),
                        status.getLiveBytes(),
                        BESIDES_SEGMENTS * status.getSegmentBytes(),
                        status.getIncarnation());
            }
            case TreeCall.Check check -> {
                StatusReply status = client.status(true);
                yield new TreeAnswer.Checked(status.getProblemsList(), status.getIncarnation());
            }
        };
    }

    /** One request: a scan that does not fit into one answer fails, as two would not be one call. */
    private TreeAnswer entries(TreeCall.Scan scan) throws TreeException {
        TreeClient.Range range = new TreeClient.Range(bytes(scan.from()), bytes(scan.to()), scan.backwards());
        Answer<TreeClient.Page> page = client.scan(TreeCall.TREE, range, SCANNED_MAX, durability(scan.durable()));
        if (page.value().more()) {
            return new TreeAnswer.Failed("too-large: the range does not fit into one answer", false);
        }
        List<TreeAnswer.Entry> entries = new ArrayList<>();
        for (TreeClient.KeyAndValue entry : page.value().entries()) {
            entries.add(new TreeAnswer.Entry(text(entry.key()), text(entry.value())));
        }
        return new TreeAnswer.Entries(entries, page.incarnation());
    }

    private TreeAnswer transacted(TreeCall.Transact transact) throws TreeException {
        List<TransactionStep> steps = new ArrayList<>();
        for (TreeCall.Step step : transact.steps()) {
            byte[] key = bytes(step.key());
            steps.add(step.appended()
                    .<TransactionStep>map(text -> new TransactionStep.Append(step.tree(), key, bytes(text)))
                    .orElseGet(() -> new TransactionStep.Get(step.tree(), key)));
        }
        Answer<List<Optional<byte[]>>> before = client.transact(steps, durability(transact.durable()));
        return new TreeAnswer.Transacted(
                before.value().stream()
                        .map(value -> value.map(ServerLink::text))
                        .toList(),
                before.incarnation());
    }

    /** One request: what does not fit into one answer counts as lost, as two would not be one call. */
    private TreeAnswer heard(TreeCall.Take take) throws TreeException {
        Answer<TreeClient.Taken> taken = client.take(take.subscription(), take.last());
        if (taken.value().more()) {
            return new TreeAnswer.Failed("too-large: what was heard does not fit into one answer", true);
        }
        return new TreeAnswer.Heard(
                taken.value().events().stream()
                        .map(event -> new TreeAnswer.Event(
                                text(event.key()), event.value().map(ServerLink::text)))
                        .toList(),
                taken.incarnation());
    }

    private static TreeAnswer found(Answer<Optional<byte[]>> answer) {
        return new TreeAnswer.Found(answer.value().map(ServerLink::text), answer.incarnation());
    }

    private static TreeClient.Durability durability(boolean durable) {
        return durable ? TreeClient.Durability.DURABLE : TreeClient.Durability.IN_MEMORY;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A word that is stable across versions, and what the server said. */
    private static String reason(TreeException error) {
        String whole = error.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + error.getMessage();
        return whole.length() <= REASON_CHARACTERS_MAX ? whole : whole.substring(0, REASON_CHARACTERS_MAX) + "…";
    }

    /** What the node says of itself; blocks for at most the time-out. */
    Optional<NodeStatus> status() {
        try {
            return Optional.of(new NodeStatus(false, 0, client.status(false).getVersion()));
        } catch (TreeException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
