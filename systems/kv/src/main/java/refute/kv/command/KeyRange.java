package refute.kv.command;

import java.util.Optional;
import picocli.CommandLine.Option;
import refute.kv.Bytes;

/** Which keys a command is about: all, those with a prefix, or those between two. */
final class KeyRange {
    @Option(names = "--prefix", paramLabel = "TEXT", description = "keys that begin with this")
    Optional<String> prefix = Optional.empty();

    @Option(names = "--start", paramLabel = "KEY", description = "the first key")
    Optional<String> start = Optional.empty();

    @Option(names = "--end", paramLabel = "KEY", description = "the key to stop before")
    Optional<String> end = Optional.empty();

    Bytes first() {
        if (prefix.isPresent() && (start.isPresent() || end.isPresent())) {
            throw new IllegalArgumentException("--prefix goes without --start and --end");
        }
        return Bytes.utf8(prefix.or(() -> start).orElse(""));
    }

    Bytes end() {
        return prefix.isPresent() ? after(Bytes.utf8(prefix.get())) : Bytes.utf8(end.orElse(""));
    }

    /** Returns the first string after all that begin with the prefix; empty if there is none. */
    static Bytes after(Bytes prefix) {
        byte[] bytes = prefix.toByteArray();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] != (byte) 0xff) {
                byte[] next = java.util.Arrays.copyOf(bytes, i + 1);
                next[i]++;
                return Bytes.owning(next);
            }
        }
        return Bytes.EMPTY;
    }
}
