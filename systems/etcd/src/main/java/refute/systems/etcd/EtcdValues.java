package refute.systems.etcd;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import refute.harness.history.Value;

/**
 * Keys and values as bytes: whole numbers in decimal, texts after a quotation mark. Readable with etcdctl, and what was
 * written is what is read: {@code 7} and {@code "7"} differ.
 */
final class EtcdValues {
    private static final String WHOLE_NUMBER = "-?[0-9]{1,19}";

    private EtcdValues() {}

    /** @throws IllegalArgumentException if the value is neither a whole number nor a text */
    static ByteString encode(Value value) {
        return ByteString.copyFromUtf8(text(value));
    }

    static ByteString encode(String prefix, Value value) {
        return ByteString.copyFromUtf8(prefix + text(value));
    }

    /**
     * What the bytes stand for. Bytes that {@link #encode} never makes are a text, so that whatever a broken system answers
     * can be recorded.
     */
    static Value decode(ByteString bytes) {
        String text = bytes.toStringUtf8();
        if (text.startsWith("\"")) {
            return Value.of(text.substring(1));
        }
        if (text.matches(WHOLE_NUMBER)) {
            try {
                return Value.of(Long.parseLong(text));
            } catch (NumberFormatException tooLarge) {
                return Value.of(text);
            }
        }
        return Value.of(text);
    }

    /**
     * A list of whole numbers, with a space between.
     *
     * @throws IllegalArgumentException if one of the values is no whole number
     */
    static ByteString encodeList(List<Value> list) {
        return ByteString.copyFromUtf8(list.stream()
                .map(value -> switch (value) {
                    case Value.Int number -> Long.toString(number.number());
                    default -> throw new IllegalArgumentException("lists are of whole numbers here, not of " + value);
                })
                .collect(Collectors.joining(" ")));
    }

    /** What {@link #encodeList} made; of other bytes, what is no number is a text. */
    static List<Value> decodeList(ByteString bytes) {
        return Stream.of(bytes.toStringUtf8().split(" ", -1))
                .map(ByteString::copyFromUtf8)
                .map(EtcdValues::decode)
                .toList();
    }

    private static String text(Value value) {
        if (value instanceof Value.Int number) {
            return Long.toString(number.number());
        }
        if (value instanceof Value.Text text) {
            return "\"" + text.text();
        }
        throw new IllegalArgumentException("etcd stores whole numbers and texts here, not " + value);
    }
}
