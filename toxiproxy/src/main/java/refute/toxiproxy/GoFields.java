package refute.toxiproxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import refute.toxiproxy.engine.Refusal;

/**
 * Decodes an object field by field as Go does: names match whatever their case, unknown ones are ignored, null changes
 * nothing, and after a value of the wrong type the others are still decoded, and only then the first problem is reported.
 */
final class GoFields {

    /** Decodes one value; the result is a problem, if there is one. */
    private interface Field {
        Optional<String> decode(JsonValue value);
    }

    private final String type;
    private final String prefix;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * Fields of a Go type.
     *
     * @param type its full name, for messages about something that is not an object
     * @param prefix what stands before the name of a field in messages
     */
    GoFields(String type, String prefix) {
        this.type = type;
        this.prefix = prefix;
    }

    GoFields text(String name, Consumer<String> target) {
        return field(name, value -> {
            if (value instanceof JsonValue.Text text) {
                target.accept(text.text());
                return Optional.empty();
            }
            return mismatch(value.goName(), name, "string");
        });
    }

    GoFields bool(String name, String path, Consumer<Boolean> target) {
        return field(name, value -> {
            if (value instanceof JsonValue.Bool bool) {
                target.accept(bool.value());
                return Optional.empty();
            }
            return problem(value.goName(), path, "bool");
        });
    }

    GoFields integer(String name, String goType, LongConsumer target) {
        return field(name, value -> {
            if (!(value instanceof JsonValue.Numeral number)) {
                return mismatch(value.goName(), name, goType);
            }
            try {
                target.accept(Long.parseLong(number.text()));
                return Optional.empty();
            } catch (NumberFormatException e) {
                return mismatch("number " + number.text(), name, goType);
            }
        });
    }

    GoFields float32(String name, Consumer<Float> target) {
        return field(name, value -> {
            if (!(value instanceof JsonValue.Numeral number)) {
                return mismatch(value.goName(), name, "float32");
            }
            float parsed = Float.parseFloat(number.text());
            if (Float.isInfinite(parsed)) {
                return mismatch("number " + number.text(), name, "float32");
            }
            target.accept(parsed);
            return Optional.empty();
        });
    }

    /** An object whose own fields are decoded by {@code inner}. */
    GoFields object(String name, GoFields inner) {
        return field(
                name,
                value -> value instanceof JsonValue.Members members
                        ? inner.firstProblem(members)
                        : mismatch(value.goName(), name, inner.type));
    }

    private GoFields field(String name, Field field) {
        fields.put(name, value -> value instanceof JsonValue.Null ? Optional.empty() : field.decode(value));
        return this;
    }

    private Optional<String> mismatch(String what, String name, String goType) {
        return problem(what, prefix + "." + name, goType);
    }

    private static Optional<String> problem(String what, String path, String goType) {
        return Optional.of("json: cannot unmarshal " + what + " into Go struct field " + path + " of type " + goType);
    }

    /** Decodes the value; refuses with the first problem, after all that could be decoded was. */
    void decode(JsonValue value) throws Refusal {
        Optional<String> problem = problemOf(value);
        if (problem.isPresent()) {
            throw new Refusal(400, "bad request body: " + problem.get());
        }
    }

    /** Decodes the value; says what is wrong. */
    Optional<String> problemOf(JsonValue value) {
        return switch (value) {
            case JsonValue.Null none -> Optional.empty();
            case JsonValue.Members members -> firstProblem(members);
            case JsonValue.Elements elements -> notAnObject(value);
            case JsonValue.Text text -> notAnObject(value);
            case JsonValue.Numeral number -> notAnObject(value);
            case JsonValue.Bool bool -> notAnObject(value);
        };
    }

    private Optional<String> notAnObject(JsonValue value) {
        return Optional.of("json: cannot unmarshal " + value.goName() + " into Go value of type " + type);
    }

    private Optional<String> firstProblem(JsonValue.Members members) {
        Optional<String> first = Optional.empty();
        for (JsonValue.Member member : members.members()) {
            Optional<String> problem = find(member.name()).flatMap(field -> field.decode(member.value()));
            first = first.isPresent() ? first : problem;
        }
        return first;
    }

    private Optional<Field> find(String name) {
        Field exact = fields.get(name);
        return exact != null
                ? Optional.of(exact)
                : fields.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
