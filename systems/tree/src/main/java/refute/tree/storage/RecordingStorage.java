package refute.tree.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Passes everything on to another storage, one call after the other, and tells an observer of each change. */
public final class RecordingStorage implements Storage {
    private final Storage inner;
    private final StorageObserver observer;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int nextNumber;

    /** Records what happens to {@code inner} from now on; what is there already is told first. */
    public RecordingStorage(Storage inner, StorageObserver observer) throws IOException {
        this.inner = inner;
        this.observer = observer;
        for (String name : inner.list()) {
            try (StorageFile file = inner.open(name)) {
                observer.found(number(name), name, file.content());
            }
        }
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        StorageFile file = inner.open(name);
        boolean isNew = !numbers.containsKey(name);
        int number = number(name);
        if (isNew) {
            observer.created(number, name);
        }
        return new Recorded(file, number);
    }

    private int number(String name) {
        return numbers.computeIfAbsent(name, ignored -> nextNumber++);
    }

    @Override
    public synchronized List<String> list() throws IOException {
        return inner.list();
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        inner.rename(from, to);
        Integer number = numbers.remove(from);
        if (number != null) {
            numbers.put(to, number);
        }
        observer.renamed(from, to);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        inner.delete(name);
        numbers.remove(name);
        observer.deleted(name);
    }

    @Override
    public synchronized void syncDirectory() throws IOException {
        inner.syncDirectory();
        observer.directorySynced();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    private final class Recorded implements StorageFile {
        private final StorageFile file;
        private final int number;

        private Recorded(StorageFile file, int number) {
            this.file = file;
            this.number = number;
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
            synchronized (RecordingStorage.this) {
                file.write(at, bytes, from, length);
                observer.wrote(number, at, Arrays.copyOfRange(bytes, from, from + length));
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (RecordingStorage.this) {
                file.sync();
                observer.synced(number);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
