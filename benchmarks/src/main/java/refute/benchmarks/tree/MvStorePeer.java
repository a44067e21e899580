package refute.benchmarks.tree;

import java.nio.file.Path;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/** H2's MVStore, which writes in the background, too; its keys are compared as signed bytes, which costs the same. */
final class MvStorePeer implements Peer {
    private static final int MEGABYTE = 1 << 20;

    private final MVStore store;
    private final MVMap<byte[], byte[]> map;

    MvStorePeer(Path folder, long cacheBytes) {
        store = new MVStore.Builder()
                .fileName(folder.resolve("mvstore").toString())
                .cacheSize((int) (cacheBytes / MEGABYTE))
                .open();
        map = store.openMap(
                "t",
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        map.put(key, value);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return map.get(key);
    }

    @Override
    public void flush() {
        store.commit();
        store.sync();
    }

    @Override
    public long scan() {
        long bytes = 0;
        Cursor<byte[], byte[]> cursor = map.cursor(null);
        while (cursor.hasNext()) {
            bytes += cursor.next().length + cursor.getValue().length;
        }
        return bytes;
    }

    @Override
    public void close() {
        store.close();
    }
}
