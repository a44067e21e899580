package refute.tree;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import refute.tree.log.Log;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.BytesReader;
import refute.tree.node.BytesWriter;
import refute.tree.page.Epochs;
import refute.tree.page.PageStore;
import refute.tree.page.Versions;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/**
 * How values are kept. A short one is in the tree, behind a byte that says so; a long one has a file of its own, and the tree has the
 * file's number, length and CRC.
 *
 * <p>The file is durable before the tree mentions it, so a log that survives never mentions a file that did not. It is removed when the
 * change that made it superfluous is durable and no reader of then is left; what a crash leaves over is removed at the next opening.
 */
final class LargeValues {
    private static final String PREFIX = "value-";
    private static final byte INLINE = 0;
    private static final byte LARGE = 1;

    private final Storage storage;
    private final Log log;
    private final Epochs epochs;
    private final Versions versions;
    private final Mutants mutants;
    private final int inlineBytesMax;
    private final AtomicLong nextNumber;
    private final Queue<Superfluous> superfluous = new ConcurrentLinkedQueue<>();

    private record Superfluous(String name, long bytes, long place) {}

    private record Reference(long number, int length, int crc) {}

    LargeValues(Storage storage, PageStore pages, int inlineBytesMax, Mutants mutants) throws IOException {
        this.storage = storage;
        this.log = pages.log();
        this.epochs = pages.epochs();
        this.versions = pages.versions();
        this.inlineBytesMax = inlineBytesMax;
        this.mutants = mutants;
        this.nextNumber = new AtomicLong(storage.list().stream()
                .filter(name -> name.startsWith(PREFIX))
                .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length()), 16))
                .max()
                .orElse(0));
    }

    /** Returns what the tree keeps for a value. */
    byte[] store(byte[] value) {
        if (value.length <= inlineBytesMax) {
            byte[] stored = new byte[value.length + 1];
            System.arraycopy(value, 0, stored, 1, value.length);
            stored[0] = INLINE;
            return stored;
        }
        Reference reference = new Reference(nextNumber.incrementAndGet(), value.length, crc(value));
        try (StorageFile file = storage.open(name(reference))) {
            file.write(0, value, 0, value.length);
            if (!mutants.has(Mutant.T03)) {
                file.sync();
            }
            storage.syncDirectory();
        } catch (IOException e) {
            throw log.failed("a large value could not be written", e);
        }
        return new BytesWriter(24)
                .putByte(LARGE)
                .putNumber(reference.number())
                .putNumber(reference.length())
                .putNumber(reference.crc() & 0xffffffffL)
                .toArray();
    }

    /** Returns the value for which the tree keeps this. */
    byte[] load(byte[] stored) {
        if (stored[0] == INLINE) {
            return Arrays.copyOfRange(stored, 1, stored.length);
        }
        Reference reference = reference(stored);
        String name = name(reference);
        try {
            if (!storage.list().contains(name)) {
                throw new DamagedStoreException(name, 0, "it is missing");
            }
            try (StorageFile file = storage.open(name)) {
                byte[] value = file.content();
                if (value.length != reference.length() || crc(value) != reference.crc()) {
                    throw new DamagedStoreException(name, 0, "it does not hold the value that was written");
                }
                return value;
            }
        } catch (IOException e) {
            throw log.failed("a large value could not be read", e);
        }
    }

    static boolean isLarge(byte[] stored) {
        return stored[0] == LARGE;
    }

    /** What the tree kept is not in it any more, since a change that ends before that place. */
    void release(byte[] stored, long place) {
        if (isLarge(stored)) {
            superfluous.add(
                    new Superfluous(name(reference(stored)), reference(stored).length(), place));
        }
    }

    /** Removes the files that nobody can need any more, each once, however many threads have flushed at once. */
    void afterFlush() {
        mutants.step();
        for (Superfluous first = superfluous.peek();
                first != null && first.place() <= log.stable();
                first = superfluous.peek()) {
            mutants.step();
            if (mutants.has(Mutant.T33) ? superfluous.poll() != null : superfluous.remove(first)) {
                String name = first.name();
                versions.later(first.bytes(), () -> epochs.later(() -> delete(name)));
            }
        }
    }

    /** Returns whether any value has a file. */
    boolean areThere() throws IOException {
        return storage.list().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /** Removes the files of values that are not in any tree. */
    void keepOnly(Iterable<byte[]> allStored) throws IOException {
        Set<String> needed = new HashSet<>();
        allStored.forEach(stored -> needed.add(name(reference(stored))));
        for (String name : storage.list()) {
            if (name.startsWith(PREFIX) && !needed.contains(name)) {
                storage.delete(name);
            }
        }
    }

    private void delete(String name) {
        try {
            storage.delete(name);
        } catch (IOException e) {
            log.failed("the file of a large value could not be removed", e);
        }
    }

    private static Reference reference(byte[] stored) {
        BytesReader reader = new BytesReader(stored, 1, stored.length - 1);
        return new Reference(reader.getNumber(), (int) reader.getNumber(), (int) reader.getNumber());
    }

    private static String name(Reference reference) {
        return PREFIX + String.format(Locale.ROOT, "%016x", reference.number());
    }

    private static int crc(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, 0, value.length);
        return (int) crc.getValue();
    }
}
