package refute.tree.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real folder, locked while it is open so that no two stores share it.
 *
 * <p>Java closes a file channel when a thread that is inside it is interrupted; for the store that is a failed disk. Don't interrupt
 * threads that use it.
 */
public final class FolderStorage implements Storage {
    private static final String LOCK = "lock";
    private static final int PID_BYTES_MAX = 20;

    /** Beyond what the file holds, so that it can be read while it is locked, on systems that lock against reading, too. */
    private static final long LOCKED_BYTE = 1 << 20;

    private final Path folder;
    private final FileChannel lock;

    private FolderStorage(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, and creates it if there is none.
     *
     * @throws IOException if it is in use already, or cannot be written
     */
    public static FolderStorage open(Path folder) throws IOException {
        FileChannel channel = openLock(folder);
        try {
            FileLock held = channel.tryLock(LOCKED_BYTE, 1, false);
            if (held == null) {
                throw new IOException("the folder " + folder + " is in use by " + user(channel)
                        + ": one process at a time may have it open");
            }
            byte[] own = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(own), 0);
            return new FolderStorage(folder, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("the folder " + folder + " is in use by this process", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel openLock(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "the folder " + folder + " cannot be written, which a store needs even to be read: " + e, e);
        }
    }

    /** Whoever holds the lock has written its number before the byte that is locked. */
    private static String user(FileChannel lock) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_BYTES_MAX);
        int count = Math.max(0, lock.read(bytes, 0));
        String pid = new String(bytes.array(), 0, count, StandardCharsets.US_ASCII);
        return pid.isEmpty() ? "another process" : "process " + pid;
    }

    @Override
    public StorageFile open(String name) throws IOException {
        return new OpenFile(FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(LOCK))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                folder.resolve(from),
                folder.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private record OpenFile(FileChannel channel) implements StorageFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long at, byte[] into, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, at + buffer.position() - from) < 0) {
                    break;
                }
            }
            return buffer.position() - from;
        }

        @Override
        public void write(long at, byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer, at + buffer.position() - from);
            }
        }

        @Override
        public void sync() throws IOException {
            // fdatasync: it writes the length too, as that is needed to read the data back.
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
