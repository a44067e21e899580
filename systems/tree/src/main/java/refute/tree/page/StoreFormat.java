package refute.tree.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import refute.tree.log.Log;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.ForeignStoreException;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/** The file that says whose folder this is: format, version, and the size of segments. It is the first to be written. */
final class StoreFormat {
    private static final String FILE = "format";
    private static final String TEMPORARY = "format.tmp";
    private static final int MAGIC = 0x5254_5245;
    private static final int VERSION = 1;
    private static final int BYTES = 16;

    private final Storage storage;
    private final Mutants mutants;

    StoreFormat(Storage storage, Mutants mutants) {
        this.storage = storage;
        this.mutants = mutants;
    }

    /** Checks the folder's format, or gives it one if it is empty. */
    void checkOrCreate(int segmentBytes) throws IOException {
        List<String> names = storage.list();
        if (names.contains(FILE)) {
            check(segmentBytes);
            return;
        }
        if (names.contains(Log.FILE)) {
            throw new DamagedStoreException(FILE, 0, "it is missing, though there is a log");
        }
        List<String> others =
                names.stream().filter(name -> !name.equals(TEMPORARY)).toList();
        if (!others.isEmpty()) {
            throw new ForeignStoreException("the folder is not a store's: it holds " + others.getFirst()
                    + (others.size() > 1 ? " and " + (others.size() - 1) + " more" : "")
                    + "; a store needs a folder of its own, empty at first");
        }
        create(segmentBytes);
    }

    private void create(int segmentBytes) throws IOException {
        byte[] content = ByteBuffer.allocate(BYTES)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putInt(segmentBytes)
                .array();
        ByteBuffer.wrap(content).putInt(BYTES - 4, crc(content));
        if (mutants.has(Mutant.T05)) {
            try (StorageFile file = storage.open(FILE)) {
                file.write(0, content, 0, 8);
                file.write(8, content, 8, 8);
                file.sync();
            }
            storage.syncDirectory();
            return;
        }
        try (StorageFile file = storage.open(TEMPORARY)) {
            file.write(0, content, 0, BYTES);
            file.sync();
        }
        storage.rename(TEMPORARY, FILE);
        if (!mutants.has(Mutant.T02)) {
            storage.syncDirectory();
        }
    }

    private void check(int segmentBytes) throws IOException {
        byte[] content;
        try (StorageFile file = storage.open(FILE)) {
            content = file.content();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        if (content.length != BYTES || buffer.getInt(BYTES - 4) != crc(content)) {
            throw new DamagedStoreException(FILE, 0, "it does not say which format the folder has");
        }
        if (buffer.getInt(0) != MAGIC || buffer.getInt(4) != VERSION) {
            throw new ForeignStoreException("the folder is of version " + buffer.getInt(4)
                    + " of the format; this program reads version " + VERSION);
        }
        if (buffer.getInt(8) != segmentBytes) {
            throw new ForeignStoreException("the folder was made with segments of " + buffer.getInt(8) + " bytes, not "
                    + segmentBytes + ": open it with those");
        }
    }

    private static int crc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, BYTES - 4);
        return (int) crc.getValue();
    }
}
