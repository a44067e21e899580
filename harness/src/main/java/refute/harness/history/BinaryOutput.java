package refute.harness.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Bytes that grow: numbers, texts and values as {@link BinaryInput} reads them. Owned by one thread at a time. */
final class BinaryOutput {
    private byte[] bytes;
    private int size;

    BinaryOutput(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Forgets what was written from here on. */
    void truncate(int newSize) {
        size = newSize;
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Four bytes, the least first. */
    void u32(int value) {
        room(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** As {@link #u32(int)}, over what stands at this position. */
    void u32(int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** Seven bits a byte, the least first; all 64 bits count, so that a negative number takes ten bytes. */
    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A number near zero of either sign: 0, -1, 1, -2, … as 0, 1, 2, 3, … */
    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (text.equals(new String(utf8, StandardCharsets.UTF_8))) {
            varint((long) utf8.length << 1);
            raw(utf8);
            return;
        }
        // Half a surrogate pair has no UTF-8: such a text goes as UTF-16.
        byte[] utf16 = utf16(text);
        varint(((long) utf16.length << 1) | 1);
        raw(utf16);
    }

    void value(Value value) {
        switch (value) {
            case Value.Nil nil -> u8(ValueTag.NIL);
            case Value.Int whole -> whole(whole.number());
            case Value.Real real -> {
                u8(ValueTag.REAL);
                long bits = Double.doubleToLongBits(real.number());
                u32((int) bits);
                u32((int) (bits >>> 32));
            }
            case Value.Bool bool -> u8(bool.truth() ? ValueTag.TRUE : ValueTag.FALSE);
            case Value.Text text -> {
                u8(ValueTag.TEXT);
                text(text.text());
            }
            case Value.Keyword keyword -> {
                u8(ValueTag.KEYWORD);
                text(keyword.name());
            }
            case Value.Vec vec -> {
                u8(ValueTag.VEC);
                varint(vec.items().size());
                vec.items().forEach(this::value);
            }
            case Value.Dict dict -> {
                u8(ValueTag.DICT);
                varint(dict.items().size());
                for (Map.Entry<Value, Value> item : dict.items().entrySet()) {
                    value(item.getKey());
                    value(item.getValue());
                }
            }
        }
    }

    private void whole(long number) {
        if (number >= ValueTag.SMALL_LEAST && number <= ValueTag.SMALL_GREATEST) {
            u8((int) (ValueTag.SMALL + number - ValueTag.SMALL_LEAST));
        } else {
            u8(ValueTag.INT);
            zigzag(number);
        }
    }

    private static byte[] utf16(String text) {
        byte[] utf16 = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            utf16[2 * i] = (byte) text.charAt(i);
            utf16[2 * i + 1] = (byte) (text.charAt(i) >>> 8);
        }
        return utf16;
    }

    private void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
        }
    }
}
