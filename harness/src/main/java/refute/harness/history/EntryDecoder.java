package refute.harness.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries from bytes; see {@link EntryEncoder} for their form. */
final class EntryDecoder {
    private final List<String> texts = new ArrayList<>();
    private final List<Value> keys = new ArrayList<>();
    private final Map<Integer, Entry> open = new HashMap<>();
    private int index = -1;
    private long timeNanos;
    private long revision;

    /** @throws BinaryInput.Malformed if the bytes are no entry */
    Entry decode(BinaryInput in) {
        try {
            return entry(in);
        } catch (IllegalArgumentException e) {
            throw new BinaryInput.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private Entry entry(BinaryInput in) {
        int flags = in.u8();
        if ((flags & 0x80) != 0) {
            throw new BinaryInput.Malformed("a record of an unknown kind, " + flags);
        }
        EntryKind kind = EntryKind.of(flags & EntryEncoder.KIND_MASK);
        ProcessId process = new ProcessId(in.number() - 1);
        timeNanos += in.varint();
        long next = index + 1L + (has(flags, EntryEncoder.INDEX_GAP) ? in.number() : 0);
        if (next > Integer.MAX_VALUE) {
            throw new BinaryInput.Malformed("index " + next + " is out of its range");
        }
        index = (int) next;
        boolean ownAddress = has(flags, EntryEncoder.OWN_ADDRESS);
        boolean sameValue = has(flags, EntryEncoder.SAME_VALUE);
        @Nullable Entry invocation = kind == EntryKind.INVOKE ? null : open.remove(process.number());
        if (invocation == null && (kind != EntryKind.INVOKE || !ownAddress || sameValue)) {
            throw new BinaryInput.Malformed(kind.word() + " of process " + process + " refers to no invocation");
        }
        String function = invocation == null || ownAddress ? text(in) : invocation.function();
        Value key = invocation == null || ownAddress ? key(in) : invocation.key();
        Value value = invocation == null || !sameValue ? in.value() : invocation.value();
        long ownRevision = has(flags, EntryEncoder.REVISION) ? revision += in.zigzag() : 0;
        String error = has(flags, EntryEncoder.ERROR) ? text(in) : "";
        Entry entry = new Entry(index, timeNanos, process, kind, function, key, value, ownRevision, error);
        if (kind == EntryKind.INVOKE) {
            open.put(process.number(), entry);
        }
        return entry;
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private String text(BinaryInput in) {
        int number = in.number() - 1;
        if (number >= 0 && number < texts.size()) {
            return texts.get(number);
        }
        String text = in.text();
        if (number == texts.size() && number < EntryEncoder.TABLE_MAX) {
            texts.add(text);
        } else if (number >= 0) {
            throw new BinaryInput.Malformed("text " + number + " of " + texts.size());
        }
        return text;
    }

    private Value key(BinaryInput in) {
        int number = in.number() - 1;
        if (number >= 0 && number < keys.size()) {
            return keys.get(number);
        }
        Value key = in.value();
        if (number == keys.size() && number < EntryEncoder.TABLE_MAX) {
            keys.add(key);
        } else if (number >= 0) {
            throw new BinaryInput.Malformed("key " + number + " of " + keys.size());
        }
        return key;
    }
}
