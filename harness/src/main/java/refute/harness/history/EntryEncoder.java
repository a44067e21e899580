package refute.harness.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Entries as bytes, each against what came before it: {@link EntryDecoder} is its mirror image.
 *
 * <pre>
 * entry    := flags process+1 timeDelta [indexGap] [function key] [value] [revisionDelta] [error]
 * flags    := kind (2 bits) | SAME_VALUE | OWN_ADDRESS | REVISION | ERROR | INDEX_GAP
 * function := number+1 in the table of texts (the next free number is followed by the text) | 0 text
 * error    := as function
 * key      := number+1 in the table of keys (the next free number is followed by the value) | 0 value
 * </pre>
 *
 * <p>A completion says no function and key unless they differ from its invocation's, and no value if it is the invocation's.
 * So an operation of a usual history takes 10 to 18 bytes.
 */
final class EntryEncoder {
    static final int KIND_MASK = 3;
    /** The completion carries the invocation's argument. */
    static final int SAME_VALUE = 4;
    /** Function and key follow: always with an invocation, else if they are not the invocation's. */
    static final int OWN_ADDRESS = 8;

    static final int REVISION = 16;
    static final int ERROR = 32;
    /** The index is not the one after the entry before: how many were left out follows. */
    static final int INDEX_GAP = 64;

    /** Beyond so many, texts and keys are written in full each time: tables of readers must be bounded. */
    static final int TABLE_MAX = 1 << 16;

    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<Value, Integer> keys = new HashMap<>();
    private final Map<Integer, Entry> open = new HashMap<>();
    private int index = -1;
    private long timeNanos;
    private long revision;

    /**
     * Appends the entry.
     *
     * @throws IllegalStateException if it does not follow the entries before it: whoever records is broken
     */
    void encode(Entry entry, BinaryOutput out) {
        int process = entry.process().number();
        Entry invocation = match(entry, process);
        int flags = flags(entry, invocation);
        out.u8(flags);
        out.varint(process + 1L);
        out.varint(entry.timeNanos() - timeNanos);
        if ((flags & INDEX_GAP) != 0) {
            out.varint(entry.index() - index - 1L);
        }
        if ((flags & OWN_ADDRESS) != 0) {
            text(entry.function(), out);
            key(entry.key(), out);
        }
        if ((flags & SAME_VALUE) == 0) {
            out.value(entry.value());
        }
        if ((flags & REVISION) != 0) {
            out.zigzag(entry.revision() - revision);
            revision = entry.revision();
        }
        if ((flags & ERROR) != 0) {
            text(entry.error(), out);
        }
        index = entry.index();
        timeNanos = entry.timeNanos();
    }

    private Entry match(Entry entry, int process) {
        if (entry.index() <= index || (index >= 0 && entry.timeNanos() < timeNanos)) {
            throw new IllegalStateException("entry " + entry.index() + " at " + entry.timeNanos() + " ns follows entry "
                    + index + " at " + timeNanos + " ns");
        }
        if (entry.kind() == EntryKind.INVOKE) {
            if (open.putIfAbsent(process, entry) != null) {
                throw new IllegalStateException("process " + process + " invokes while its operation is open");
            }
            return entry;
        }
        Entry invocation = open.remove(process);
        if (invocation == null) {
            throw new IllegalStateException("process " + process + " completes what it did not invoke");
        }
        return invocation;
    }

    private int flags(Entry entry, Entry invocation) {
        int flags = entry.kind().code();
        if (entry.kind() == EntryKind.INVOKE
                || !entry.function().equals(invocation.function())
                || !entry.key().equals(invocation.key())) {
            flags |= OWN_ADDRESS;
        }
        if (entry.kind() != EntryKind.INVOKE && entry.value().equals(invocation.value())) {
            flags |= SAME_VALUE;
        }
        return flags
                | (entry.revision() != 0 ? REVISION : 0)
                | (entry.error().isEmpty() ? 0 : ERROR)
                | (entry.index() == index + 1 ? 0 : INDEX_GAP);
    }

    private void text(String text, BinaryOutput out) {
        Integer known = texts.get(text);
        if (known != null) {
            out.varint(known + 1L);
            return;
        }
        boolean room = texts.size() < TABLE_MAX;
        out.varint(room ? texts.size() + 1L : 0);
        out.text(text);
        if (room) {
            texts.put(text, texts.size());
        }
    }

    private void key(Value key, BinaryOutput out) {
        Integer known = keys.get(key);
        if (known != null) {
            out.varint(known + 1L);
            return;
        }
        boolean room = keys.size() < TABLE_MAX;
        out.varint(room ? keys.size() + 1L : 0);
        out.value(key);
        if (room) {
            keys.put(key, keys.size());
        }
    }
}
