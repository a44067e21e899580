package refute.systems.kv.simulation;

import refute.harness.history.Value;
import refute.kv.Bytes;

/** Keys and values of workloads as bytes and back: whole numbers and texts, told apart by their first letter. */
final class KvValues {
    private KvValues() {}

    static Bytes bytes(Value value) {
        return switch (value) {
            case Value.Int number -> Bytes.utf8("i" + number.number());
            case Value.Text text -> Bytes.utf8("t" + text.text());
            default -> throw new IllegalArgumentException("neither a whole number nor a text: " + value);
        };
    }

    static Value value(Bytes bytes) {
        String text = bytes.toText();
        return text.startsWith("i") ? Value.of(Long.parseLong(text.substring(1))) : Value.of(text.substring(1));
    }
}
