package refute.kv.storage;

import java.util.Locale;
import java.util.OptionalLong;

/** The names of files: a prefix and a number in 16 hexadecimal digits, so that their order is the order of the numbers. */
final class FileNames {
    static final String TEMPORARY = ".tmp";

    private static final String SEGMENT = "wal-";
    private static final String SNAPSHOT = "snapshot-";

    private FileNames() {}

    static String segment(long number) {
        return name(SEGMENT, number);
    }

    static String snapshot(long index) {
        return name(SNAPSHOT, index);
    }

    static OptionalLong segmentNumber(String name) {
        return number(SEGMENT, name);
    }

    static OptionalLong snapshotIndex(String name) {
        return number(SNAPSHOT, name);
    }

    static boolean isTemporary(String name) {
        return name.endsWith(TEMPORARY);
    }

    private static String name(String prefix, long number) {
        return prefix + String.format(Locale.ROOT, "%016x", number);
    }

    private static OptionalLong number(String prefix, String name) {
        if (!name.startsWith(prefix) || name.length() != prefix.length() + 16) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(name, prefix.length(), name.length(), 16));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
