package refute.harness.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.Operation;
import refute.harness.history.ProcessId;
import refute.harness.history.Value;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Operations as JSON, each with its two ends, which have Jepsen's names for their fields. */
final class OperationJson {
    private static final Map<String, EntryKind> KINDS = kinds();

    private OperationJson() {}

    static ArrayNode write(List<Operation> operations) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        operations.forEach(operation -> array.add(write(operation)));
        return array;
    }

    static ObjectNode write(Operation operation) {
        ObjectNode node = Json.object();
        node.set("invocation", write(operation.invocation()));
        if (operation.completion() != null) {
            node.set("completion", write(operation.completion()));
        }
        return node;
    }

    private static ObjectNode write(Entry entry) {
        ObjectNode node = Json.object()
                .put("index", entry.index())
                .put("time", entry.timeNanos())
                .put("process", entry.process().number())
                .put("type", entry.kind().word())
                .put("f", entry.function());
        node.set("key", ValueJson.write(entry.key()));
        node.set("value", ValueJson.write(entry.value()));
        if (entry.revision() != 0) {
            node.put("revision", entry.revision());
        }
        if (!entry.error().isEmpty()) {
            node.put("error", entry.error());
        }
        return node;
    }

    static List<Operation> read(List<JsonFields> operations) {
        return operations.stream().map(OperationJson::read).toList();
    }

    static Operation read(JsonFields operation) {
        @Nullable Entry completion = operation.has("completion") ? entry(operation.object("completion")) : null;
        return new Operation(entry(operation.object("invocation")), completion);
    }

    private static Entry entry(JsonFields entry) {
        return new Entry(
                (int) entry.whole("index", 0, Integer.MAX_VALUE),
                entry.whole("time", Long.MIN_VALUE, Long.MAX_VALUE),
                new ProcessId((int) entry.whole("process", -1, Integer.MAX_VALUE)),
                entry.choice("type", KINDS, EntryKind.INVOKE),
                entry.text("f"),
                value(entry, "key"),
                value(entry, "value"),
                entry.has("revision") ? entry.whole("revision", Long.MIN_VALUE, Long.MAX_VALUE) : 0,
                entry.text("error", ""));
    }

    static Value value(JsonFields fields, String name) {
        return fields.has(name) ? ValueJson.read(fields.node(name), fields.path(name), fields.problems()) : Value.NIL;
    }

    private static Map<String, EntryKind> kinds() {
        Map<String, EntryKind> kinds = new LinkedHashMap<>();
        for (EntryKind kind : EntryKind.values()) {
            kinds.put(kind.word(), kind);
        }
        return kinds;
    }
}
