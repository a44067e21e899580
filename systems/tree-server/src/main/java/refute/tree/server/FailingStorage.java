package refute.tree.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/**
 * A disk that refuses one in so many of the calls that change something, as the hash of a seed and the call's number decides. What it refuses it has
 * not done. For tests of whoever claims that a failing disk loses nothing.
 */
public final class FailingStorage implements Storage {
    /** The system property that asks for one in a test build: one in how many calls fails. */
    public static final String PROPERTY = "refute.tree.disk-errors";

    private static final int SHIFT = 16;

    private final Storage inner;
    private final int oneIn;
    private final long seed;
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean awake;

    /**
     * @param oneIn of how many calls about one fails, from 2
     * @param seed decides which
     * @param awake whether it does so from the beginning; if not, {@link #wake} begins it
     */
    public FailingStorage(Storage inner, int oneIn, long seed, boolean awake) {
        if (oneIn < 2) {
            throw new IllegalArgumentException("one call in " + oneIn + " fails: nothing would ever get done");
        }
        this.inner = inner;
        this.oneIn = oneIn;
        this.seed = seed;
        this.awake = awake;
    }

    /** From now on calls fail. */
    public void wake() {
        awake = true;
    }

    private void pass(String what) throws IOException {
        if (awake && Long.remainderUnsigned(mix(seed + calls.incrementAndGet()) >>> SHIFT, oneIn) == 0) {
            throw new IOException("Input/output error (injected): " + what);
        }
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = value * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public StorageFile open(String name) throws IOException {
        if (!inner.list().contains(name)) {
            pass("create " + name);
        }
        return new Failing(inner.open(name), name);
    }

    @Override
    public List<String> list() throws IOException {
        return inner.list();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        pass("rename " + from);
        inner.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        pass("delete " + name);
        inner.delete(name);
    }

    @Override
    public void syncDirectory() throws IOException {
        pass("sync the folder");
        inner.syncDirectory();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    @Override
    public String toString() {
        return inner + ", in which one call in " + oneIn + " fails";
    }

    private final class Failing implements StorageFile {
        private final StorageFile file;
        private final String name;

        private Failing(StorageFile file, String name) {
            this.file = file;
            this.name = name;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(long at, byte[] into, int from, int length) throws IOException {
            return file.read(at, into, from, length);
        }

        @Override
        public void write(long at, byte[] bytes, int from, int length) throws IOException {
            pass("write " + name);
            file.write(at, bytes, from, length);
        }

        @Override
        public void sync() throws IOException {
            pass("sync " + name);
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
