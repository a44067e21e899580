package refute.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import refute.harness.check.Witness;
import refute.harness.history.Operation;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Witnesses as JSON; {@code kind} says which. */
final class WitnessJson {
    private static final Witness NONE = new Witness.Contradiction("", "", List.of());
    private static final Map<String, Function<JsonFields, Witness>> READERS = readers();

    private WitnessJson() {}

    static ObjectNode write(Witness witness) {
        ObjectNode node = Json.object();
        switch (witness) {
            case Witness.Unlinearizable w -> {
                node.put("kind", "unlinearizable").put("sentence", w.sentence()).put("model", w.model());
                node.set("key", ValueJson.write(w.key()));
                node.set("operations", OperationJson.write(w.operations()));
                node.set("core", OperationJson.write(w.core()));
                node.set("stuck", OperationJson.write(w.stuck()));
                w.attempts().stream().map(WitnessJson::write).forEach(node.putArray("attempts")::add);
                node.put("minimal", w.minimal());
            }
            case Witness.Elements w -> {
                named(node, "elements", w.sentence(), w.anomaly());
                w.elements().stream().map(ValueJson::write).forEach(node.putArray("elements")::add);
                node.set("operations", OperationJson.write(w.operations()));
            }
            case Witness.Contradiction w -> {
                named(node, "contradiction", w.sentence(), w.anomaly());
                node.set("operations", OperationJson.write(w.operations()));
            }
            case Witness.Cycle w -> {
                named(node, "cycle", w.sentence(), w.anomaly());
                node.set("operations", OperationJson.write(w.operations()));
                w.edges().forEach(node.putArray("edges")::add);
            }
            case Witness.NodeFailure w -> {
                node.put("kind", "node-failure").put("sentence", w.sentence());
                node.put("node", w.node().toString());
                w.lines().forEach(node.putArray("lines")::add);
            }
            case Witness.Unexplained w -> {
                node.put("kind", "unexplained").put("sentence", w.sentence()).put("spec", w.spec());
                node.put("node", w.node().toString()).put("event", w.event()).put("nanos", w.nanos());
                w.refusal().forEach(node.putArray("refusal")::add);
                w.before().forEach(node.putArray("before")::add);
            }
        }
        return node;
    }

    static Witness read(JsonFields fields) {
        return fields.variant("kind", READERS, NONE);
    }

    private static void named(ObjectNode node, String kind, String sentence, String anomaly) {
        node.put("kind", kind).put("sentence", sentence).put("anomaly", anomaly);
    }

    private static Map<String, Function<JsonFields, Witness>> readers() {
        Map<String, Function<JsonFields, Witness>> readers = new LinkedHashMap<>();
        readers.put("unlinearizable", WitnessJson::unlinearizable);
        readers.put(
                "elements", w -> new Witness.Elements(w.text("sentence"), w.text("anomaly"), values(w), operations(w)));
        readers.put(
                "contradiction", w -> new Witness.Contradiction(w.text("sentence"), w.text("anomaly"), operations(w)));
        readers.put(
                "cycle",
                w -> new Witness.Cycle(w.text("sentence"), w.text("anomaly"), operations(w), w.texts("edges")));
        readers.put(
                "node-failure",
                w -> new Witness.NodeFailure(w.text("sentence"), NodeId.parse(w.text("node")), w.texts("lines")));
        readers.put(
                "unexplained",
                w -> new Witness.Unexplained(
                        w.text("sentence"),
                        w.text("spec"),
                        NodeId.parse(w.text("node")),
                        w.text("event"),
                        w.whole("nanos", -1, Long.MAX_VALUE),
                        w.texts("refusal"),
                        w.texts("before")));
        return readers;
    }

    private static Witness unlinearizable(JsonFields w) {
        return new Witness.Unlinearizable(
                w.text("sentence"),
                w.text("model"),
                OperationJson.value(w, "key"),
                operations(w),
                core(w),
                OperationJson.read(w.object("stuck")),
                w.objects("attempts").stream().map(WitnessJson::attempt).toList(),
                w.truth("minimal"));
    }

    private static ObjectNode write(Witness.Attempt attempt) {
        ObjectNode node = Json.object();
        attempt.order().forEach(node.putArray("order")::add);
        attempt.states().forEach(node.putArray("states")::add);
        return node.put("obstacle", attempt.obstacle());
    }

    private static Witness.Attempt attempt(JsonFields attempt) {
        List<Integer> order = new ArrayList<>();
        for (JsonNode index : attempt.items("order")) {
            if (!index.isInt()) {
                attempt.problems().add(attempt.path("order"), "indexes expected");
                break;
            }
            order.add(index.intValue());
        }
        return new Witness.Attempt(order, attempt.texts("states"), attempt.text("obstacle"));
    }

    private static List<Value> values(JsonFields w) {
        List<Value> values = new ArrayList<>();
        for (JsonNode value : w.items("elements")) {
            values.add(ValueJson.read(value, w.path("elements"), w.problems()));
        }
        return values;
    }

    /** Earlier versions wrote none: what they wrote as operations was the core. */
    private static List<Operation> core(JsonFields w) {
        return w.has("core") ? OperationJson.read(w.objects("core")) : operations(w);
    }

    private static List<Operation> operations(JsonFields w) {
        return OperationJson.read(w.objects("operations"));
    }
}
