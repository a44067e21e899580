package refute.benchmarks.tree;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** RocksDB through JNI, with a Bloom filter, and without compression, which the values would not allow anyway. */
final class RocksPeer implements Peer {
    private static final int FILTER_BITS = 10;

    private final Options options;
    private final RocksDB database;

    RocksPeer(Path folder, long cacheBytes) throws RocksDBException {
        RocksDB.loadLibrary();
        options = new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(new LRUCache(cacheBytes))
                        .setFilterPolicy(new BloomFilter(FILTER_BITS)));
        database = RocksDB.open(options, folder.toString());
    }

    @Override
    public void put(byte[] key, byte[] value) throws RocksDBException {
        database.put(key, value);
    }

    @Override
    public byte @Nullable [] get(byte[] key) throws RocksDBException {
        return database.get(key);
    }

    @Override
    public void flush() throws RocksDBException {
        database.flushWal(true);
    }

    @Override
    public long scan() {
        long bytes = 0;
        try (RocksIterator iterator = database.newIterator()) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                bytes += iterator.key().length + iterator.value().length;
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        database.close();
        options.close();
    }
}
