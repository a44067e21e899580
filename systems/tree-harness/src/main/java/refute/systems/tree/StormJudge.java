package refute.systems.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.StoreStatistics;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/** J14: a key comes and goes where a page is just about to be split or merged. Not every time may a page be split and merged again. */
final class StormJudge implements TreeJudge {
    private static final int FAN_OUT = 16;
    private static final TreeSettings SETTINGS =
            new TreeSettings(64 << 10, 4 << 10, 4, FAN_OUT, 8 << 10, 1 << 20, 10, 4, 100, Duration.ZERO);
    private static final int CALLS = 200;

    /** A split or merge leaves room for a quarter of a page in both directions, and one key needs none of it. */
    private static final int CHANGES_MAX = 8;

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String description() {
        return "keys that come and go at the edge of a split";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws IOException {
        RandomGenerator random = seed.random();
        TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS, mutants);
        Tree tree = store.tree("t");
        int keys = FAN_OUT * (1 + random.nextInt(4)) + random.nextInt(3);
        for (int i = 0; i < keys; i++) {
            tree.put(key(i), key(i));
        }
        for (int size = keys; size > 0; size--) {
            String wrong = storm(store, tree, size);
            if (!wrong.isEmpty()) {
                return wrong;
            }
            tree.remove(key(size - 1));
        }
        return "";
    }

    private static String storm(TreeStore store, Tree tree, int size) {
        long before = changes(store.statistics());
        for (int i = 0; i < CALLS; i++) {
            tree.put(key(size), key(i));
            tree.remove(key(size));
        }
        long made = changes(store.statistics()) - before;
        return made > CHANGES_MAX
                ? "one key that came and went " + CALLS + " times beside " + size + " others split and merged pages "
                        + made + " times, and no more than " + CHANGES_MAX + " are due"
                : "";
    }

    private static long changes(StoreStatistics statistics) {
        return statistics.splits() + statistics.merges();
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
