package refute.benchmarks.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import refute.tree.Entry;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;

/** Ours. */
final class TreePeer implements Peer {
    private final TreeStore store;
    private final Tree tree;

    TreePeer(Path folder, long cacheBytes) throws IOException {
        store = TreeStore.open(
                folder, TreeSettings.DEFAULT.withCacheBytes(cacheBytes).withFlushEvery(Duration.ZERO));
        tree = store.tree("t");
    }

    @Override
    public void put(byte[] key, byte[] value) {
        tree.put(key, value);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return tree.get(key).orElse(null);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public long scan() {
        long bytes = 0;
        for (Iterator<Entry> entries = tree.scan(); entries.hasNext(); ) {
            Entry entry = entries.next();
            bytes += entry.key().length + entry.value().length;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
