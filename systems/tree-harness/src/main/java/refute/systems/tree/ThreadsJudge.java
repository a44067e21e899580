package refute.systems.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/**
 * J2 and J4 with threads that really run at once, on a disk whose writes overtake each other: each thread finds its own keys as it left them, and
 * what a flush had covered is in a copy of the disk that was made after it. The seed decides what the threads do, not how they meet.
 */
final class ThreadsJudge implements TreeJudge {
    private static final TreeSettings SETTINGS = new TreeSettings(4096, 256, 6, 4, 300, 3000, 3, 2, 100, Duration.ZERO);
    private static final int THREADS = 4;
    private static final int KEYS = 30;
    private static final int CALLS = 400;

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String description() {
        return "four threads at once, and copies of the disk meanwhile";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        MemoryStorage disk = new MemoryStorage();
        TreeStore store = TreeStore.open(new SlowStorage(disk, seed, new AtomicLong()), SETTINGS, mutants);
        Tree tree = store.tree("t");
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        AtomicLongArray newest = new AtomicLongArray(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    calls(tree, number, seed.substream(number).random(), newest, wrong);
                } catch (RuntimeException e) {
                    wrong.add("a thread throws " + e);
                }
            }));
        }
        while (threads.stream().anyMatch(Thread::isAlive) && wrong.isEmpty()) {
            copy(store, disk, newest, wrong, mutants);
        }
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        if (wrong.isEmpty()) {
            wrong.addAll(store.check());
        }
        return wrong.isEmpty() ? "" : wrong.peek();
    }

    private static void calls(
            Tree tree,
            int number,
            RandomGenerator random,
            AtomicLongArray newest,
            ConcurrentLinkedQueue<String> wrong) {
        long[] mine = new long[KEYS];
        for (int i = 1; i <= CALLS && wrong.isEmpty(); i++) {
            int k = random.nextInt(KEYS);
            byte[] key = key(k * THREADS + number);
            long found = tree.get(key).map(ThreadsJudge::number).orElse(0L);
            if (found != mine[k]) {
                wrong.add("thread " + number + " finds " + found + " where it left " + mine[k]);
            }
            if (i / 100 % 2 == 1) {
                tree.remove(key);
                mine[k] = 0;
            } else {
                tree.put(key, key(i));
                mine[k] = i;
            }
            // A key of its own that only grows, by which a copy of the disk is judged.
            tree.put(key(-1 - number), key(i));
            newest.set(number, i);
        }
    }

    private static void copy(
            TreeStore store,
            MemoryStorage disk,
            AtomicLongArray newest,
            ConcurrentLinkedQueue<String> wrong,
            Mutants mutants)
            throws IOException {
        long[] before = new long[THREADS];
        for (int i = 0; i < THREADS; i++) {
            before[i] = newest.get(i);
        }
        store.flush();
        TreeStore copy = TreeStore.open(new MemoryStorage(disk.image()), SETTINGS, mutants);
        for (int i = 0; i < THREADS; i++) {
            long found =
                    copy.tree("t").get(key(-1 - i)).map(ThreadsJudge::number).orElse(0L);
            if (found < before[i]) {
                wrong.add("a flush covered value " + before[i] + " of thread " + i + ", but " + found
                        + " is on the disk");
            }
        }
        copy.check().forEach(problem -> wrong.add("in a copy of the disk: " + problem));
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
