package refute.systems.tree;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import refute.harness.Seed;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/** A folder in which some writes take longer than those that began after them. */
record SlowStorage(Storage inner, Seed seed, AtomicLong writes) implements Storage {
    private static final int SLOW = 5;
    private static final long LONG_NANOS = 300_000;

    @Override
    public StorageFile open(String name) throws IOException {
        return new Slow(inner.open(name));
    }

    @Override
    public List<String> list() throws IOException {
        return inner.list();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        inner.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        inner.delete(name);
    }

    @Override
    public void syncDirectory() throws IOException {
        inner.syncDirectory();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    private final class Slow implements StorageFile {
        private final StorageFile file;

        private Slow(StorageFile file) {
            this.file = file;
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
            if (seed.at(writes.getAndIncrement(), SLOW) == 0) {
                LockSupport.parkNanos(LONG_NANOS);
            }
            file.write(at, bytes, from, length);
        }

        @Override
        public void sync() throws IOException {
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
