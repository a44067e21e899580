package refute.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import refute.harness.BadInput;
import refute.harness.history.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Values as JSON: nil, whole numbers, truths, texts and vectors as JSON has them, and what JSON lacks as an object with one
 * field: {@code {"keyword": "x"}}, {@code {"real": "1.5"}}, {@code {"dict": [[key, value], …]}}.
 */
final class ValueJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ValueJson() {}

    static JsonNode write(Value value) {
        return switch (value) {
            case Value.Nil nil -> NODES.nullNode();
            case Value.Int whole -> NODES.numberNode(whole.number());
            case Value.Bool bool -> NODES.booleanNode(bool.truth());
            case Value.Text text -> NODES.stringNode(text.text());
            case Value.Keyword keyword -> Json.object().put("keyword", keyword.name());
            // As text, since JSON has no NaN and no infinity.
            case Value.Real real -> Json.object().put("real", Double.toString(real.number()));
            case Value.Vec vec -> {
                ArrayNode items = NODES.arrayNode();
                vec.items().forEach(item -> items.add(write(item)));
                yield items;
            }
            case Value.Dict dict -> {
                ArrayNode items = NODES.arrayNode();
                dict.items()
                        .forEach((key, item) -> items.addArray().add(write(key)).add(write(item)));
                yield Json.object().set("dict", items);
            }
        };
    }

    /** What was written; anything else is a problem at this path. */
    static Value read(JsonNode node, String path, BadInput.Collector problems) {
        if (node.isNull()) {
            return Value.NIL;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Value.of(node.longValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isString()) {
            return Value.of(node.stringValue());
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(read(item, path + "[" + items.size() + "]", problems)));
            return Value.of(items);
        }
        return node.isObject() && node.size() == 1 ? tagged(node, path, problems) : none(path, problems);
    }

    private static Value tagged(JsonNode node, String path, BadInput.Collector problems) {
        JsonNode keyword = node.path("keyword");
        if (keyword.isString()) {
            return new Value.Keyword(keyword.stringValue());
        }
        JsonNode real = node.path("real");
        if (real.isString()) {
            try {
                return new Value.Real(Double.parseDouble(real.stringValue()));
            } catch (NumberFormatException e) {
                return none(path, problems);
            }
        }
        JsonNode dict = node.path("dict");
        if (!dict.isArray()) {
            return none(path, problems);
        }
        SequencedMap<Value, Value> items = new LinkedHashMap<>();
        for (JsonNode item : dict) {
            if (!item.isArray() || item.size() != 2) {
                return none(path, problems);
            }
            items.put(read(item.get(0), path + ".dict", problems), read(item.get(1), path + ".dict", problems));
        }
        return new Value.Dict(items);
    }

    private static Value none(String path, BadInput.Collector problems) {
        problems.add(path, "is no value");
        return Value.NIL;
    }
}
