package refute.toxiproxy;

import java.util.List;

/** A JSON value as it was written: members in their order, repeated ones kept, numbers as text. */
sealed interface JsonValue {

    /** Members in the order of the text. */
    record Members(List<Member> members) implements JsonValue {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** One member of an object. */
    record Member(String name, JsonValue value) {}

    /** An array. */
    record Elements(List<JsonValue> elements) implements JsonValue {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /** A string. */
    record Text(String text) implements JsonValue {}

    /** A number, unparsed. */
    record Numeral(String text) implements JsonValue {}

    /** True or false. */
    record Bool(boolean value) implements JsonValue {}

    /** Null, which leaves what it is decoded into as it is. */
    record Null() implements JsonValue {}

    /** What Go calls the type of the value in its error messages. */
    default String goName() {
        return switch (this) {
            case Members members -> "object";
            case Elements elements -> "array";
            case Text text -> "string";
            case Numeral number -> "number";
            case Bool bool -> "bool";
            case Null none -> "null";
        };
    }
}
