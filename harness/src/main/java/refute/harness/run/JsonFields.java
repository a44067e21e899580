package refute.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Nearest;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, asked for one by one. What is missing or of the wrong kind becomes a problem with its path
 * ({@code faults[2].start}), and reading goes on with a stand-in, so that all problems of a file are told at once. The record
 * that is being read must not be made when there were any.
 */
final class JsonFields {
    private final JsonNode node;
    private final String path;
    private final BadInput.Collector problems;
    private final Set<String> asked = new LinkedHashSet<>();

    JsonFields(JsonNode node, String path, BadInput.Collector problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (!node.isObject()) {
            problems.add(path, "an object {…} expected");
        }
    }

    String path(String field) {
        return path + "." + field;
    }

    BadInput.Collector problems() {
        return problems;
    }

    boolean has(String field) {
        asked.add(field);
        JsonNode found = node.get(field);
        return found != null && !found.isNull();
    }

    JsonNode node(String field) {
        JsonNode found = optional(field);
        if (found == null) {
            String near = String.join(" or ", Nearest.to(field, unasked()));
            problems.add(path(field), "is missing", near.isEmpty() ? "" : "is " + near + " meant for it?");
            return Json.object();
        }
        return found;
    }

    String text(String field) {
        JsonNode found = node(field);
        return has(field) ? text(found, path(field)) : "";
    }

    String text(String field, String absent) {
        return has(field) ? text(field) : absent;
    }

    boolean truth(String field) {
        JsonNode found = node(field);
        if (has(field) && !found.isBoolean()) {
            problems.add(path(field), "true or false expected");
        }
        return found.isBoolean() && found.booleanValue();
    }

    /** A whole number in these bounds. */
    long whole(String field, long least, long greatest) {
        JsonNode found = node(field);
        if (!has(field)) {
            return least;
        }
        if (!found.isIntegralNumber() || !found.canConvertToLong()) {
            problems.add(path(field), "a whole number expected");
            return least;
        }
        long number = found.longValue();
        if (number < least || number > greatest) {
            problems.add(path(field), number + " is not from " + least + " to " + greatest);
            return least;
        }
        return number;
    }

    double real(String field) {
        JsonNode found = node(field);
        if (has(field) && !found.isNumber()) {
            problems.add(path(field), "a number expected");
        }
        return found.isNumber() ? found.doubleValue() : 0;
    }

    /** A duration such as "5s", in nanoseconds. */
    long nanos(String field) {
        JsonNode found = node(field);
        if (!has(field)) {
            return 1;
        }
        if (!found.isString()) {
            problems.add(path(field), "a duration in quotation marks expected", "such as \"5s\" or \"500ms\"");
            return 1;
        }
        try {
            return Durations.parseNanos(path(field), found.stringValue());
        } catch (BadInput e) {
            problems.addAll(e);
            return 1;
        }
    }

    /** What the word stands for, or a stand-in if it is none of these. */
    <T> T choice(String field, Map<String, T> known, T standIn) {
        String word = text(field);
        T chosen = known.get(word);
        if (chosen == null && has(field) && node(field).isString()) {
            problems.add(path(field), "there is no '" + word + "'", Nearest.remedy(word, known.keySet()));
        }
        return chosen == null ? standIn : chosen;
    }

    /**
     * What the reader for the word makes of this object, or a stand-in if there is none; then the other fields are let pass,
     * since nobody knows which there should be.
     */
    <T> T variant(String field, Map<String, Function<JsonFields, T>> readers, T standIn) {
        return choice(field, readers, self -> {
                    asked.addAll(names());
                    return standIn;
                })
                .apply(this);
    }

    JsonFields object(String field) {
        JsonNode found = node(field);
        return new JsonFields(found, path(field), problems);
    }

    List<JsonFields> objects(String field) {
        List<JsonFields> objects = new ArrayList<>();
        List<JsonNode> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            objects.add(new JsonFields(items.get(i), path(field) + "[" + i + "]", problems));
        }
        return objects;
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        List<JsonNode> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            texts.add(text(items.get(i), path(field) + "[" + i + "]"));
        }
        return texts;
    }

    /** The items of an array; none if the field is absent. */
    List<JsonNode> items(String field) {
        JsonNode found = optional(field);
        List<JsonNode> items = new ArrayList<>();
        if (found != null && !found.isArray()) {
            problems.add(path(field), "an array […] expected");
        } else if (found != null) {
            found.forEach(items::add);
        }
        return items;
    }

    /** The names of all fields of the object. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        node.propertyNames().forEach(names::add);
        return names;
    }

    /** Makes a problem of each field that was never asked for. */
    void refuseOthers() {
        for (String name : unasked()) {
            problems.add(path(name), "is unknown here", Nearest.remedy(name, asked));
        }
    }

    private @Nullable JsonNode optional(String field) {
        return has(field) ? node.get(field) : null;
    }

    private Set<String> unasked() {
        Set<String> names = new TreeSet<>(names());
        names.removeAll(asked);
        return names;
    }

    private String text(JsonNode found, String where) {
        if (!found.isString()) {
            problems.add(where, "a text in quotation marks expected");
            return "";
        }
        return found.stringValue();
    }
}
