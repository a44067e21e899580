package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import refute.tree.storage.MemoryStorage;

/** Several threads on one tree, with small nodes, so that they meet in splits and merges all the time. */
class ThreadsTest {
    private static final TreeSettings SETTINGS =
            new TreeSettings(4096, 512, 3, 5, 400, 4000, 3, 3, 100, Duration.ofMillis(2));
    private static final int THREADS = 4;

    @Test
    void keys_of_one_thread_each_are_as_that_thread_left_them() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            inThreads(thread -> {
                SplittableRandom random = new SplittableRandom(thread);
                long[] mine = new long[200];
                for (int i = 1; i < 20_000; i++) {
                    int k = random.nextInt(mine.length);
                    byte[] key = key(k * THREADS + thread);
                    long before =
                            tree.get(key).map(v -> ByteBuffer.wrap(v).getLong()).orElse(0L);
                    assertThat(before).isEqualTo(mine[k]);
                    if (random.nextInt(5) < (i / 2000 % 2 == 0 ? 1 : 4)) {
                        tree.remove(key);
                        mine[k] = 0;
                    } else {
                        tree.put(key, key(i));
                        mine[k] = i;
                    }
                }
                return null;
            });
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void the_file_of_a_large_value_is_removed_once_though_several_threads_flush() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        try (TreeStore store = TreeStore.open(storage, SETTINGS)) {
            Tree tree = store.tree("t");
            inThreads(thread -> {
                for (int i = 0; i < 3000; i++) {
                    tree.put(key(thread), new byte[1000]);
                    store.flush();
                }
                return null;
            });
            assertThat(store.check()).isEmpty();
        }
        assertThat(storage.list()).filteredOn(name -> name.startsWith("value-")).hasSize(THREADS);
    }

    @Test
    void increments_by_compare_and_set_are_never_lost() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            for (int k = 0; k < 8; k++) {
                tree.put(key(k), key(0));
            }
            inThreads(thread -> {
                for (int i = 0; i < 4000; i++) {
                    byte[] key = key((i + thread) % 8);
                    boolean done = false;
                    while (!done) {
                        byte[] seen = tree.get(key).orElseThrow();
                        done = tree.replace(key, seen, key(ByteBuffer.wrap(seen).getLong() + 1));
                    }
                }
                return null;
            });
            long sum = 0;
            for (int k = 0; k < 8; k++) {
                sum += ByteBuffer.wrap(tree.get(key(k)).orElseThrow()).getLong();
            }
            assertThat(sum).isEqualTo(4000L * THREADS);
        }
    }

    @Test
    void a_scan_both_ways_sees_every_key_that_stays_while_others_come_and_go() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            for (int k = 0; k < 300; k++) {
                tree.put(key(k * 10), key(k));
            }
            AtomicBoolean ended = new AtomicBoolean();
            inThreads(thread -> {
                SplittableRandom random = new SplittableRandom(thread);
                if (thread < 2) {
                    for (int i = 0; i < 30_000; i++) {
                        byte[] key = key(random.nextInt(300) * 10L + 1 + random.nextInt(9));
                        if (i / 3000 % 2 == 0) {
                            tree.put(key, key);
                        } else {
                            tree.remove(key);
                        }
                    }
                    ended.set(true);
                    return null;
                }
                while (!ended.get()) {
                    checkScan(thread == 2 ? tree.scan() : tree.scanBackwards(new byte[0], new byte[0]), thread == 2);
                }
                return null;
            });
            assertThat(store.check()).isEmpty();
        }
    }

    private static void checkScan(Iterator<Entry> scan, boolean ascending) {
        List<Long> stable = new ArrayList<>();
        long last = ascending ? -1 : Long.MAX_VALUE;
        while (scan.hasNext()) {
            long key = ByteBuffer.wrap(scan.next().key()).getLong();
            assertThat(ascending ? key > last : key < last)
                    .as("%s after %s", key, last)
                    .isTrue();
            last = key;
            if (key % 10 == 0) {
                stable.add(key);
            }
        }
        assertThat(stable).hasSize(300);
    }

    @Test
    void a_copy_of_the_disk_at_any_moment_recovers() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        AtomicBoolean ended = new AtomicBoolean();
        try (TreeStore store = TreeStore.open(storage, SETTINGS)) {
            Tree tree = store.tree("t");
            inThreads(thread -> {
                if (thread > 0) {
                    for (int i = 1; i < 6_000; i++) {
                        tree.put(key(i % 50L * THREADS + thread), key(i));
                    }
                    ended.set(true);
                    return null;
                }
                while (!ended.get()) {
                    recovers(new MemoryStorage(storage.image()));
                }
                return null;
            });
        }
    }

    /** Each thread writes its keys round and round: of any two neighbours, the left one is one ahead, or a round behind. */
    private static void recovers(MemoryStorage copy) throws IOException {
        try (TreeStore store = TreeStore.open(copy, SETTINGS.withFlushEvery(Duration.ZERO))) {
            assertThat(store.check()).isEmpty();
            Tree tree = store.tree("t");
            for (int thread = 1; thread < THREADS; thread++) {
                List<Long> values = new ArrayList<>();
                for (int k = 0; k < 50; k++) {
                    values.add(tree.get(key((long) k * THREADS + thread))
                            .map(v -> ByteBuffer.wrap(v).getLong())
                            .orElse((long) k - 50));
                }
                long newest = values.stream().mapToLong(Long::longValue).max().orElseThrow();
                for (int k = 0; k < 50; k++) {
                    long expected = newest - Math.floorMod(newest - k, 50);
                    assertThat(values.get(k))
                            .as("key %s of thread %s with newest %s", k, thread, newest)
                            .isEqualTo(expected <= 0 ? k - 50L : expected);
                }
            }
        }
    }

    private interface Work {
        Void run(int thread) throws Exception;
    }

    private static void inThreads(Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                all.add(() -> work.run(thread));
            }
            for (Future<Void> future : executor.invokeAll(all, 60, TimeUnit.SECONDS)) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static byte[] key(long i) {
        return ByteBuffer.allocate(8).putLong(i).array();
    }
}
