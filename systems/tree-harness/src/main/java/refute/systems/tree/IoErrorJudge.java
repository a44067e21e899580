package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import refute.harness.Seed;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;
import refute.tree.storage.StoreFailedException;

/** J6: one call of the disk fails. No flush may say afterwards that all is well, and what flushes covered before is there when the store is opened anew. */
final class IoErrorJudge implements TreeJudge {
    private static final int CALLS = 90;
    private static final int KEYS = 60;

    @Override
    public String name() {
        return "io-errors";
    }

    @Override
    public String description() {
        return "one write or sync fails";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws IOException {
        MemoryStorage storage = new MemoryStorage();
        int failing = seed.at(0, CALLS);
        storage.failFrom(failing, 1);
        int flushed = 0;
        boolean opened = false;
        try {
            TreeStore store = TreeStore.open(storage, TreeCrashes.SETTINGS, mutants);
            opened = true;
            for (int i = 0; i < KEYS; i++) {
                try {
                    store.tree("t").put(key(i), i % 9 == 4 ? new byte[300] : key(i));
                    if (i % 6 == 5) {
                        store.flush();
                        if (storage.calls() > failing) {
                            return "a flush says that all is well after call " + failing + " of the disk failed";
                        }
                        flushed = i + 1;
                    }
                } catch (StoreFailedException e) {
                    // As it should be; that it stays so is looked at with the next flush.
                }
            }
        } catch (IOException e) {
            if (opened) {
                throw e;
            }
        }
        return missing(storage, flushed, mutants);
    }

    private static String missing(MemoryStorage storage, int flushed, Mutants mutants) throws IOException {
        TreeStore store = TreeStore.open(new MemoryStorage(storage.image()), TreeCrashes.SETTINGS, mutants);
        for (int i = 0; i < flushed; i++) {
            if (store.tree("t").get(key(i)).isEmpty()) {
                return "key " + i + " is gone, which a flush had covered";
            }
        }
        return store.check().isEmpty() ? "" : store.check().getFirst();
    }

    private static byte[] key(int i) {
        return ("k" + i).getBytes(StandardCharsets.US_ASCII);
    }
}
