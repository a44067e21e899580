package refute.toxiproxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import refute.toxiproxy.engine.Engine;
import refute.toxiproxy.engine.Plan;
import refute.toxiproxy.engine.Proxy;
import refute.toxiproxy.engine.Refusal;

/**
 * {@code POST /batch}: many changes of toxics, on any proxies, in one request. Toxiproxy has no such call; a partition of a
 * cluster by single calls opens and closes over tens of milliseconds, and may fail half-way.
 *
 * <p>The body is an array of operations, which are done in order:
 *
 * <pre>{@code
 * [{"op": "add",    "proxy": "p", "toxic": {"type": "bandwidth", "name": "cut", "attributes": {"rate": 0}}},
 *  {"op": "patch",  "proxy": "p", "name": "slow", "toxic": {"attributes": {"latency": 50}, "toxicity": 0.5}},
 *  {"op": "remove", "proxy": "q", "name": "slow"},
 *  {"op": "clear",  "proxy": "r"}]
 * }</pre>
 *
 * <p>{@code toxic} is what the body of the corresponding single call would be. {@code clear} removes all toxics of a proxy,
 * also if there are none. All operations are checked, each against the state that those before it leave, before any is
 * applied. If all are right they take effect together, each connection changing within one turn of its thread, and the
 * answer is 200 with {@code {"applied":4,"proxies":[...]}}, the proxies that were named, as they are now. Otherwise nothing
 * has changed, and the answer is 400 and lists every problem by the operation's index, from 0, with the message and the
 * status that the single call would have answered:
 * {@code {"error":"1 of 4 operations refused, none applied","status":400,"errors":[{"index":2,"error":"proxy not
 * found","status":404}]}}.
 */
final class BatchRequest {

    private final Engine engine;
    private final Plan plan;
    private final Set<Proxy> named = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    private BatchRequest(Engine engine) {
        this.engine = engine;
        this.plan = engine.plan();
    }

    static Reply answer(Engine engine, byte[] body) throws Refusal {
        JsonValue value = GoJson.read(body);
        if (!(value instanceof JsonValue.Elements operations)) {
            throw new Refusal(400, "bad request body: expected an array of operations, not " + value.goName());
        }
        return new BatchRequest(engine).answer(operations.elements());
    }

    private Reply answer(List<JsonValue> operations) {
        for (int i = 0; i < operations.size(); i++) {
            try {
                check(operations.get(i));
            } catch (Refusal refusal) {
                problems.add("{\"index\":" + i + "," + Answers.error(refusal).substring(1));
            }
        }
        if (!problems.isEmpty()) {
            String summary = problems.size() + " of " + operations.size() + " operations refused, none applied";
            return Reply.json(
                    400,
                    "{\"error\":" + GoJson.quote(summary) + ",\"status\":400,\"errors\":[" + String.join(",", problems)
                            + "]}");
        }
        engine.apply(plan);
        String proxies = named.stream().map(Answers::proxy).collect(Collectors.joining(","));
        return Reply.json(200, "{\"applied\":" + operations.size() + ",\"proxies\":[" + proxies + "]}");
    }

    private void check(JsonValue operation) throws Refusal {
        String kind = text(operation, "op");
        Proxy proxy = engine.get(text(operation, "proxy"));
        named.add(proxy);
        switch (kind) {
            case "add" -> ToxicRequests.add(plan, proxy, member(operation, "toxic"));
            case "patch" -> ToxicRequests.patch(plan, proxy, text(operation, "name"), member(operation, "toxic"));
            case "remove" -> plan.remove(proxy, text(operation, "name"));
            case "clear" -> plan.clear(proxy);
            default -> throw new Refusal(400, "unknown op \"" + kind + "\", use add, patch, remove or clear");
        }
    }

    private static String text(JsonValue operation, String name) throws Refusal {
        JsonValue value = member(operation, name);
        if (value instanceof JsonValue.Text text) {
            return text.text();
        }
        throw new Refusal(400, "\"" + name + "\" must be a string, not " + value.goName());
    }

    private static JsonValue member(JsonValue operation, String name) throws Refusal {
        if (!(operation instanceof JsonValue.Members members)) {
            throw new Refusal(400, "an operation is an object, not " + operation.goName());
        }
        return members.members().stream()
                .filter(member -> member.name().equals(name))
                .map(JsonValue.Member::value)
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "missing required field: " + name));
    }
}
