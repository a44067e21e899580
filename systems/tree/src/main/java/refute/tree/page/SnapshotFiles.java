package refute.tree.page;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.Storage;
import refute.tree.storage.StorageFile;

/**
 * The snapshots of a folder, of which two are kept: should the newest be damaged, recovery begins with the one before. Used by one thread at
 * a time.
 */
final class SnapshotFiles {
    private static final String PREFIX = "snapshot-";
    private static final String TEMPORARY = ".tmp";
    private static final int KEPT = 2;

    private final Storage storage;
    private final Mutants mutants;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long greatest;
    private volatile long newestPlace;

    /** One that is there, and from which place of the log recovery would go on. */
    private record Kept(String name, long place) {}

    SnapshotFiles(Storage storage, Mutants mutants) {
        this.storage = storage;
        this.mutants = mutants;
    }

    /** Returns whether any are there, good or not. */
    boolean isThere() throws IOException {
        return storage.list().stream().anyMatch(name -> name.startsWith(PREFIX) && !name.endsWith(TEMPORARY));
    }

    /** Reads the newest that is good. */
    Optional<Snapshot> load() throws IOException {
        List<String> names = storage.list().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted(Comparator.reverseOrder())
                .toList();
        if (!names.isEmpty()) {
            greatest = number(names.getFirst());
        }
        for (String name : names) {
            boolean temporary = name.endsWith(TEMPORARY);
            if (temporary && !mutants.has(Mutant.T04)) {
                continue;
            }
            Optional<Snapshot> snapshot = read(name);
            if (snapshot.isPresent()) {
                keep(name, snapshot.get().place());
                return snapshot;
            }
            if (temporary) {
                throw new DamagedStoreException(name, 0, "no snapshot");
            }
        }
        if (isThere()) {
            throw new DamagedStoreException(names.getFirst(), 0, "neither this snapshot nor one before it is whole");
        }
        return Optional.empty();
    }

    private void keep(String name, long place) {
        kept.add(new Kept(name, place));
        newestPlace = place;
    }

    private Optional<Snapshot> read(String name) throws IOException {
        try (StorageFile file = storage.open(name)) {
            return Snapshot.decode(file.content());
        }
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(PREFIX.length()).replace(TEMPORARY, ""), 16);
    }

    /** Writes a new one, durably, and only then removes those that are not kept. Returns its number, greater than any before. */
    long save(long place, Collection<Page> pages) throws IOException {
        long number = ++greatest;
        String name = PREFIX + String.format(Locale.ROOT, "%016x", number);
        try (StorageFile file = storage.open(name + TEMPORARY)) {
            byte[] content = new Snapshot(number, place, pages).encode();
            file.write(0, content, 0, content.length);
            file.sync();
        }
        storage.rename(name + TEMPORARY, name);
        if (!mutants.has(Mutant.T02)) {
            storage.syncDirectory();
        }
        keep(name, place);
        while (kept.size() > KEPT) {
            kept.removeFirst();
        }
        List<String> keptNames = kept.stream().map(Kept::name).toList();
        for (String other : storage.list()) {
            if (other.startsWith(PREFIX) && !keptNames.contains(other)) {
                storage.delete(other);
            }
        }
        return number;
    }

    /** Returns from where recovery would scan the log if the newest were damaged. */
    long oldestPlace() {
        return kept.getFirst().place();
    }

    /** Any thread may ask. */
    long newestPlace() {
        return newestPlace;
    }

    /** Reads the newest again. */
    Snapshot newest() throws IOException {
        String name = kept.getLast().name();
        return read(name).orElseThrow(() -> new DamagedStoreException(name, 0, "no snapshot"));
    }
}
