package refute.workloads.ordered;

import java.util.List;
import java.util.concurrent.CompletionStage;
import refute.harness.generator.Call;
import refute.harness.generator.Request;
import refute.harness.history.Value;
import refute.harness.system.Client;
import refute.harness.system.Reply;
import refute.workloads.ordered.SortedMapClient.Durability;

/**
 * Makes calls of the contract out of requests.
 *
 * @param durability of all changes and reads
 */
record SortedMapCalls(SortedMapClient client, Durability durability) implements Client {
    private static final int MIDDLE_EVERY = 7;
    private static final int MIDDLE_BYTES = 300;
    /** Not at once: a file of its own syncs its folder, which hides whether anything else does. */
    private static final int LARGE_FROM = 500;

    private static final int LARGE_EVERY = 53;
    private static final int LARGE_BYTES = 20_000;
    private static final String BACKWARDS = "backwards";

    /** All keys from one to below another, as they are asked for in a history. */
    static Call scan(String from, String to, boolean backwards) {
        return Call.of(
                "scan",
                Value.of(List.of(Value.of(from), Value.of(to), new Value.Keyword(backwards ? BACKWARDS : "forwards"))));
    }

    static Call put(String key, long value) {
        return Call.of("put", Value.of(value)).on(Value.of(key));
    }

    static Call remove(String key) {
        return Call.of("remove").on(Value.of(key));
    }

    /** How much is kept for a value follows from it: most are short, some longer than a page has room for, a few have files of their own. */
    private static SortedMapClient.Kept kept(Value value) {
        long number = value instanceof Value.Int whole ? whole.number() : 1;
        int bytes = number % MIDDLE_EVERY == 0 ? MIDDLE_BYTES : 0;
        boolean large = number > LARGE_FROM && number % LARGE_EVERY == 0;
        return new SortedMapClient.Kept(value, large ? LARGE_BYTES : bytes);
    }

    @Override
    public CompletionStage<Reply> invoke(Request request) {
        return switch (request.function()) {
            case "get" -> client.get(request.key(), durability);
            case "put" -> client.put(request.key(), kept(request.argument()), durability);
            case "remove" -> client.remove(request.key(), durability);
            case "cas" -> {
                List<Value> pair = items(request);
                yield client.compareAndSet(request.key(), kept(pair.getFirst()), kept(pair.getLast()), durability);
            }
            case "scan" -> {
                List<Value> range = items(request);
                yield client.scan(
                        text(range.get(0)),
                        text(range.get(1)),
                        range.get(2).equals(new Value.Keyword(BACKWARDS)),
                        durability);
            }
            case "flush" -> client.flush();
            case "subscribe" -> client.subscribe(text(request.argument()));
            case "take" -> client.take();
            case "unsubscribe" -> client.unsubscribe();
            case "size" -> client.size();
            case "check" -> client.check();
            default -> throw new IllegalArgumentException("no function of maps: " + request.function());
        };
    }

    private static List<Value> items(Request request) {
        return ((Value.Vec) request.argument()).items();
    }

    private static String text(Value value) {
        return ((Value.Text) value).text();
    }

    @Override
    public void close() {
        client.close();
    }
}
