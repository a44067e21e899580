package refute.benchmarks.tree;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A store that is measured. Any thread may call anything but {@link #close}. */
interface Peer {
    void put(byte[] key, byte[] value) throws Exception;

    byte @Nullable [] get(byte[] key) throws Exception;

    /** Makes durable what was put before. */
    void flush() throws Exception;

    /** Reads all entries in order; returns how many bytes of keys and values there are. */
    long scan() throws Exception;

    /** Lets the folder go; what was flushed is there when it is opened again. */
    void close() throws Exception;

    /** Opens the peer of that name in a folder, with that much memory of its own for what is on the disk. */
    static Peer open(String name, Path folder, long cacheBytes) throws Exception {
        return switch (name) {
            case "tree" -> new TreePeer(folder, cacheBytes);
            case "mvstore" -> new MvStorePeer(folder, cacheBytes);
            case "rocksdb" -> new RocksPeer(folder, cacheBytes);
            default -> throw new IllegalArgumentException("no peer " + name + "; there are tree, mvstore, rocksdb");
        };
    }
}
