package refute.tree.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A simulated folder, in memory. It starts from an image and gives one back, and it fails from a given call on, as a broken or full disk
 * does. What a power loss leaves is not its business: that is built from what a {@link RecordingStorage} saw.
 */
public final class MemoryStorage implements Storage {
    private final SortedMap<String, Content> files = new TreeMap<>();
    private long calls;
    private long failFrom = Long.MAX_VALUE;
    private long failUntil = Long.MAX_VALUE;

    private static final class Content {
        private byte[] bytes;
        private int size;

        private Content(byte[] bytes) {
            this.bytes = bytes;
            this.size = bytes.length;
        }
    }

    /** An empty folder. */
    public MemoryStorage() {}

    /** A folder with these files; the arrays are copied. */
    public MemoryStorage(Map<String, byte[]> image) {
        image.forEach((name, bytes) -> files.put(name, new Content(bytes.clone())));
    }

    /** Returns all files as they are now. */
    public synchronized SortedMap<String, byte[]> image() {
        SortedMap<String, byte[]> image = new TreeMap<>();
        files.forEach((name, content) -> image.put(name, Arrays.copyOf(content.bytes, content.size)));
        return image;
    }

    /** Returns how many calls there were that write something: creations, writes, renames, deletions, syncs. */
    public synchronized long calls() {
        return calls;
    }

    /** From that writing call on (counted from 0, over the whole life), that many fail; {@link Long#MAX_VALUE} for all. */
    public synchronized void failFrom(long call, long count) {
        failFrom = call;
        failUntil = count == Long.MAX_VALUE ? count : call + count;
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        Content content = files.get(name);
        if (content == null) {
            count("create " + name);
            content = new Content(new byte[0]);
            files.put(name, content);
        }
        return new OpenFile(name, content);
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        count("rename " + from);
        Content content = files.remove(from);
        if (content == null) {
            throw new IOException("no file " + from);
        }
        files.put(to, content);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        count("delete " + name);
        if (files.remove(name) == null) {
            throw new IOException("no file " + name);
        }
    }

    @Override
    public synchronized void syncDirectory() throws IOException {
        count("sync the folder");
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private void count(String what) throws IOException {
        long call = calls++;
        if (call >= failFrom && call < failUntil) {
            throw new IOException("Input/output error: " + what);
        }
    }

    private final class OpenFile implements StorageFile {
        private final String name;
        private final Content content;

        private OpenFile(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public long size() {
            synchronized (MemoryStorage.this) {
                return content.size;
            }
        }

        @Override
        public int read(long at, byte[] into, int from, int length) {
            synchronized (MemoryStorage.this) {
                int count = (int) Math.max(0, Math.min(length, content.size - at));
                if (count > 0) {
                    System.arraycopy(content.bytes, (int) at, into, from, count);
                }
                return count;
            }
        }

        @Override
        public void write(long at, byte[] bytes, int from, int length) throws IOException {
            synchronized (MemoryStorage.this) {
                count("write " + name);
                int end = Math.toIntExact(at + length);
                if (end > content.bytes.length) {
                    content.bytes = Arrays.copyOf(content.bytes, Math.max(end, content.bytes.length * 2));
                }
                System.arraycopy(bytes, from, content.bytes, (int) at, length);
                content.size = Math.max(content.size, end);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (MemoryStorage.this) {
                count("sync " + name);
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
