package refute.harness.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads what {@link BinaryOutput} wrote, from untrusted bytes: every length is compared with what is left before anything is
 * allocated for it.
 */
final class BinaryInput {
    private static final int DEPTH_MAX = 256;

    private final byte[] bytes;
    private final int end;
    private int at;

    BinaryInput(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int u32() {
        need(4);
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (bytes[at++] & 0xFF) << shift;
        }
        return value;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new Malformed("a number of more than ten bytes");
    }

    /** A varint that is a count or a number of bytes: not negative, and not more than there are bytes left. */
    int count() {
        long count = varint();
        if (count < 0 || count > end - at) {
            throw new Malformed("a length of " + count + " where " + (end - at) + " bytes are left");
        }
        return (int) count;
    }

    /** A varint that fits a non-negative int. */
    int number() {
        long number = varint();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new Malformed("the number " + number + " is out of its range");
        }
        return (int) number;
    }

    long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    String text() {
        long header = varint();
        long length = header >>> 1;
        if (length > end - at) {
            throw new Malformed("a text of " + length + " bytes where " + (end - at) + " are left");
        }
        int from = at;
        at += (int) length;
        return (header & 1) == 0
                ? new String(bytes, from, (int) length, StandardCharsets.UTF_8)
                : utf16(from, (int) length);
    }

    /** By hand, because the library's decoder replaces the halves of surrogate pairs, for whose sake this form exists. */
    private String utf16(int from, int length) {
        StringBuilder text = new StringBuilder(length / 2);
        for (int i = from; i + 1 < from + length; i += 2) {
            text.append((char) ((bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8));
        }
        return text.toString();
    }

    Value value() {
        return value(0);
    }

    private Value value(int depth) {
        if (depth > DEPTH_MAX) {
            throw new Malformed("values nested deeper than " + DEPTH_MAX);
        }
        int tag = u8();
        if (tag >= ValueTag.SMALL) {
            return Value.of(tag - ValueTag.SMALL + ValueTag.SMALL_LEAST);
        }
        return switch (tag) {
            case ValueTag.NIL -> Value.NIL;
            case ValueTag.TRUE -> Value.of(true);
            case ValueTag.FALSE -> Value.of(false);
            case ValueTag.INT -> Value.of(zigzag());
            case ValueTag.REAL -> new Value.Real(Double.longBitsToDouble((u32() & 0xFFFFFFFFL) | ((long) u32() << 32)));
            case ValueTag.TEXT -> Value.of(text());
            case ValueTag.KEYWORD -> new Value.Keyword(text());
            case ValueTag.VEC -> vec(depth);
            case ValueTag.DICT -> dict(depth);
            default -> throw new Malformed("a value of the unknown kind " + tag);
        };
    }

    private Value vec(int depth) {
        int count = count();
        List<Value> items = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            items.add(value(depth + 1));
        }
        return Value.of(items);
    }

    private Value dict(int depth) {
        int count = count();
        SequencedMap<Value, Value> items = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Value key = value(depth + 1);
            items.put(key, value(depth + 1));
        }
        return new Value.Dict(items);
    }

    private void need(int count) {
        if (count > end - at) {
            throw new Malformed("the block ends in the middle of a record");
        }
    }

    /** The bytes were written by something else. Turned into a {@link refute.harness.BadInput} by whoever knows the file. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
