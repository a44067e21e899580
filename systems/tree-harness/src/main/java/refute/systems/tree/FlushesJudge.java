package refute.systems.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/**
 * J2, J5 and J9 for threads that flush at once, in an interleaving that the seed decides. Some values are so long that each has a file of its own, which one of
 * the flushes must remove when nobody needs it any more: one, and not two. In the end each thread's keys are as it left them, in the store and in
 * one that is opened on what is on the disk, and the disk has no file without a value.
 */
final class FlushesJudge implements TreeJudge {
    private static final int INLINE_BYTES_MAX = 100;
    private static final TreeSettings SETTINGS =
            new TreeSettings(2048, 512, 16, 4, 120, 1 << 20, 3, 2, INLINE_BYTES_MAX, Duration.ZERO);
    private static final int THREADS_LEAST = 2;
    private static final int THREADS_MORE = 2;
    private static final int KEYS = 2;
    private static final int CALLS = 6;

    @Override
    public String name() {
        return "flushes";
    }

    @Override
    public String description() {
        return "threads that flush at once, with values in files of their own";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        RandomGenerator random = seed.substream("calls").random();
        Turns turns = new Turns(seed.substream("turns"));
        MemoryStorage disk = new MemoryStorage();
        Map<Long, byte[]> left = new TreeMap<>();
        try (TreeStore store = TreeStore.open(disk, SETTINGS, mutants.paced(turns::step, turns::giveTurn))) {
            List<Callable<Void>> works = new ArrayList<>();
            int threads = THREADS_LEAST + random.nextInt(THREADS_MORE);
            for (int number = 0; number < threads; number++) {
                works.add(work(store, number, random, left));
            }
            List<Throwable> thrown = turns.run(works);
            if (!thrown.isEmpty()) {
                return "a thread throws " + thrown.getFirst();
            }
            String wrong = compared(store, left);
            if (!wrong.isEmpty()) {
                return wrong;
            }
            store.flush();
        }
        try (TreeStore again = TreeStore.open(new MemoryStorage(disk.image()), SETTINGS, mutants)) {
            String wrong = compared(again, left);
            return wrong.isEmpty() ? files(disk, left) : "after it was opened again: " + wrong;
        }
    }

    /** What a thread does, and in {@code left} what it leaves. */
    private static Callable<Void> work(TreeStore store, int number, RandomGenerator random, Map<Long, byte[]> left) {
        Tree tree = store.tree("t");
        List<Runnable> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long key = (long) number * KEYS + random.nextInt(KEYS);
            if (random.nextInt(5) == 0) {
                calls.add(() -> tree.remove(bytes(key)));
                left.remove(key);
            } else {
                byte[] value = new byte[random.nextInt(3) == 0 ? INLINE_BYTES_MAX / 2 : 2 * INLINE_BYTES_MAX];
                random.nextBytes(value);
                calls.add(() -> tree.put(bytes(key), value));
                left.put(key, value);
            }
            if (random.nextInt(3) > 0) {
                calls.add(store::flush);
            }
        }
        return () -> {
            calls.forEach(Runnable::run);
            return null;
        };
    }

    private static String compared(TreeStore store, Map<Long, byte[]> left) throws IOException {
        Map<Long, byte[]> found = new TreeMap<>();
        store.tree("t")
                .scan()
                .forEachRemaining(
                        entry -> found.put(ByteBuffer.wrap(entry.key()).getLong(), entry.value()));
        if (!found.keySet().equals(left.keySet())) {
            return "the keys " + found.keySet() + " are there, and " + left.keySet() + " were left";
        }
        for (Map.Entry<Long, byte[]> one : left.entrySet()) {
            if (!Arrays.equals(one.getValue(), found.get(one.getKey()))) {
                return "key " + one.getKey() + " has another value than it was left with";
            }
        }
        List<String> problems = store.check();
        return problems.isEmpty() ? "" : problems.getFirst();
    }

    private static String files(MemoryStorage disk, Map<Long, byte[]> left) throws IOException {
        long files =
                disk.list().stream().filter(name -> name.startsWith("value-")).count();
        long needed = left.values().stream()
                .filter(value -> value.length > INLINE_BYTES_MAX)
                .count();
        return files == needed ? "" : files + " files of long values are on the disk, and " + needed + " are needed";
    }

    private static byte[] bytes(long key) {
        return ByteBuffer.allocate(Long.BYTES).putLong(key).array();
    }
}
