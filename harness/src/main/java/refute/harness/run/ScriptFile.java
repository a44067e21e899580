package refute.harness.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.generator.Call;
import refute.harness.generator.ListedCall;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Accident;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code script.json}: the operations and accidents of a run that was made smaller, beside {@code schedule.json}, which has its faults.
 *
 * <pre>{@code
 * {"version": 1, "readsAtEnd": false, "even": true,
 *  "operations": [{"at": "1.2s", "worker": 0, "function": "write", "key": "r1", "argument": 7}],
 *  "accidents": [{"at": "1.3s", "nth": 0, "what": "message-lost", "node": 1, "to": 2, "amount": 0}]}
 * }</pre>
 */
public final class ScriptFile {
    static final int VERSION = 1;
    private static final int ITEMS_MAX = 10_000_000;
    private static final Map<String, Accident.What> WHATS = whats();

    private ScriptFile() {}

    /** @throws BadInput with all that is wrong with it */
    public static Script read(Path file) {
        return read(Json.read(file), file.toString());
    }

    /** As {@link #read(Path)}, of the text of a file. */
    public static Script parse(String text, String name) {
        return read(Json.parse(text, name), name);
    }

    /** The text of the file, as {@link #parse} reads it. */
    public static String print(Script script) {
        return Json.print(write(script));
    }

    static ObjectNode write(Script script) {
        ObjectNode node = Json.object()
                .put("version", VERSION)
                .put("readsAtEnd", script.readsAtEnd())
                .put("even", script.even());
        ArrayNode operations = node.putArray("operations");
        for (ListedCall listed : script.calls()) {
            ObjectNode operation = operations.addObject().put("at", Durations.print(listed.atNanos()));
            operation
                    .put("worker", listed.worker())
                    .put("function", listed.call().function());
            operation.set("key", ValueJson.write(listed.call().key()));
            operation.set("argument", ValueJson.write(listed.call().argument()));
        }
        ArrayNode accidents = node.putArray("accidents");
        for (Accident accident : script.accidents()) {
            accidents
                    .addObject()
                    .put("at", Durations.print(accident.atNanos()))
                    .put("nth", accident.nth())
                    .put("what", accident.what().word())
                    .put("node", accident.at().number())
                    .put("to", accident.to().number())
                    .put("amount", accident.amount())
                    .put("lasts", accident.lastsNanos());
        }
        return node;
    }

    private static Script read(JsonNode json, String name) {
        BadInput.Collector problems = new BadInput.Collector();
        JsonFields file = new JsonFields(json, name, problems);
        long version = file.whole("version", 1, Integer.MAX_VALUE);
        if (version > VERSION) {
            throw new BadInput(
                    name,
                    "has version " + version + "; this Refute reads up to version " + VERSION,
                    "use the Refute that made it, or a newer one");
        }
        List<ListedCall> calls = new ArrayList<>();
        List<Accident> accidents = new ArrayList<>();
        for (JsonFields fields : file.objects("operations")) {
            int before = problems.count();
            ListedCall call = call(fields);
            if (problems.count() == before) {
                calls.add(call);
            }
        }
        for (JsonFields fields : file.objects("accidents")) {
            accidents.add(accident(fields));
        }
        Script script = new Script(calls, file.truth("readsAtEnd"), accidents, file.truth("even"));
        problems.throwIfAny();
        if (calls.size() + accidents.size() > ITEMS_MAX) {
            throw new BadInput(name, "has more than " + ITEMS_MAX + " operations and accidents", "");
        }
        return script;
    }

    private static ListedCall call(JsonFields fields) {
        String function = fields.text("function");
        if (function.isEmpty()) {
            fields.problems().add(fields.path("function"), "is empty");
        }
        return new ListedCall(
                fields.nanos("at"),
                (int) fields.whole("worker", 0, ScenarioCheck.WORKERS_MAX - 1),
                new Call(function.isEmpty() ? "none" : function, value(fields, "key"), value(fields, "argument")));
    }

    private static Value value(JsonFields fields, String field) {
        return fields.has(field)
                ? ValueJson.read(fields.node(field), fields.path(field), fields.problems())
                : Value.NIL;
    }

    private static Accident accident(JsonFields fields) {
        return new Accident(
                fields.choice("what", WHATS, Accident.What.MESSAGE_LOST),
                node(fields, "node"),
                node(fields, "to"),
                fields.nanos("at"),
                (int) fields.whole("nth", 0, Integer.MAX_VALUE),
                fields.whole("amount", Long.MIN_VALUE, Long.MAX_VALUE),
                fields.has("lasts") ? fields.whole("lasts", 0, Long.MAX_VALUE) : 0);
    }

    private static NodeId node(JsonFields fields, String field) {
        return new NodeId((int) fields.whole(field, 0, Subject.NODES_MAX));
    }

    private static Map<String, Accident.What> whats() {
        Map<String, Accident.What> whats = new LinkedHashMap<>();
        for (Accident.What what : Accident.What.values()) {
            whats.put(what.word(), what);
        }
        return whats;
    }
}
