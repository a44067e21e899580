package refute.systems.kv.path;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import refute.kv.storage.Files;

/** A folder in memory in which everything is durable at once: what a crash leaves is decided by what was written at all. */
final class MemoryFiles implements Files {
    private final SortedMap<String, Content> names = new TreeMap<>();

    private static final class Content implements OpenFile {
        private byte[] bytes = new byte[0];

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long at, ByteBuffer into) {
            int count = (int) Math.max(0, Math.min(into.remaining(), bytes.length - at));
            if (count > 0) {
                into.put(bytes, (int) at, count);
            }
            return count;
        }

        @Override
        public void write(long at, ByteBuffer from) {
            int end = Math.addExact((int) at, from.remaining());
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, end);
            }
            from.get(bytes, (int) at, end - (int) at);
        }

        @Override
        public void truncate(long size) {
            bytes = Arrays.copyOf(bytes, (int) size);
        }

        @Override
        public void sync() {
            // It is durable.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    @Override
    public OpenFile open(String name) {
        return names.computeIfAbsent(name, created -> new Content());
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Content content = names.remove(from);
        if (content == null) {
            throw new IOException("no file " + from);
        }
        names.put(to, content);
    }

    @Override
    public void delete(String name) {
        names.remove(name);
    }

    @Override
    public void syncDirectory() {
        // It is durable.
    }
}
