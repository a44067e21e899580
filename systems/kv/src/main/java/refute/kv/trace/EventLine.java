package refute.kv.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes events as lines of JSON into an array of its own that is used again and again: a store that is traced does this for everything that it does. Not safe
 * for threads.
 */
final class EventLine {
    private static final int BYTES_MIN = 1024;
    private static final int LEAST_PRINTABLE = 0x20;
    private static final int DIGITS_MAX = 20;

    private byte[] bytes = new byte[BYTES_MIN];
    private int length;

    /** The line of an event, its end included; valid until the next is written. */
    ByteBuffer of(TraceEvent event, long sequence, long atNanos) {
        length = 0;
        raw("{\"seq\":");
        number(sequence);
        raw(",\"at\":");
        number(atNanos);
        property("node", event.node().toString());
        property("ev", event.name());
        List<Object> arguments = event.arguments();
        for (int i = 0; i < arguments.size(); i += 2) {
            name((String) arguments.get(i));
            value(arguments.get(i + 1));
        }
        NodeState state = event.state();
        raw(",\"s\":{\"term\":");
        number(state.term());
        property("vote", state.vote());
        property("role", state.role());
        property("lastIndex", state.lastIndex());
        property("lastTerm", state.lastTerm());
        property("commit", state.commit());
        property("applied", state.applied());
        raw("}}\n");
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private void property(String name, String text) {
        name(name);
        text(text);
    }

    private void property(String name, long number) {
        name(name);
        number(number);
    }

    /** Names are words of the specification. */
    private void name(String name) {
        raw(",\"");
        raw(name);
        raw("\":");
    }

    private void value(Object value) {
        switch (value) {
            case Long number -> number(number);
            case Integer number -> number(number);
            case Boolean truth -> raw(truth ? "true" : "false");
            case List<?> items -> {
                raw("[");
                for (int i = 0; i < items.size(); i++) {
                    raw(i == 0 ? "" : ",");
                    value(items.get(i));
                }
                raw("]");
            }
            default -> text(value.toString());
        }
    }

    private void text(String text) {
        raw("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < LEAST_PRINTABLE || c == '"' || c == '\\' || c >= Byte.MAX_VALUE) {
                raw(String.format("\\u%04x", (int) c));
            } else {
                room(1);
                bytes[length++] = (byte) c;
            }
        }
        raw("\"");
    }

    private void raw(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    private void number(long number) {
        if (number < 0) {
            raw(Long.toString(number));
            return;
        }
        room(DIGITS_MAX);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }

    /** The same as text. */
    String text(TraceEvent event, long sequence, long atNanos) {
        of(event, sequence, atNanos);
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
