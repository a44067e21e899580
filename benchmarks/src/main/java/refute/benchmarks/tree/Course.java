package refute.benchmarks.tree;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a peer goes through in a process of its own. It prints each figure as a line, name and number. */
final class Course {
    /** What the process says when it wants to be killed. */
    static final String KILL = "kill me";

    private static final long SECOND = 1_000_000_000L;
    private static final int CALLS_BETWEEN_LOOKS = 100;
    private static final long FLUSH_EVERY_NANOS = SECOND;

    private final String peer;
    private final Path folder;
    private final int keys;
    private final int threads;
    private final long cacheBytes;
    private final long nanos;

    private Course(String peer, Path folder, int keys, int threads, long cacheBytes, long nanos) {
        this.peer = peer;
        this.folder = folder;
        this.keys = keys;
        this.threads = threads;
        this.cacheBytes = cacheBytes;
        this.nanos = nanos;
    }

    /** Arguments: peer, folder, keys, threads, bytes of cache, seconds of each measurement, part of the course ({@code main}, {@code open}). */
    public static void main(String[] arguments) throws Exception {
        Course course = new Course(
                arguments[0],
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Long.parseLong(arguments[4]),
                Long.parseLong(arguments[5]) * SECOND);
        switch (arguments[6]) {
            case "main" -> course.run();
            // Closed, since native threads of a peer must not outlive the process's end.
            case "open" -> course.open("open after a kill, s").close();
            default -> throw new IllegalArgumentException("no part " + arguments[6]);
        }
    }

    private static void print(String name, double figure) {
        System.out.println(name + "\t" + figure);
    }

    private void run() throws Exception {
        long before = heap();
        Peer store = Peer.open(peer, folder, cacheBytes);
        Clock clock = new Clock();
        inThreads(store, true, thread -> fill(store, thread));
        store.flush();
        clock.print("inserts", keys);
        print("heap, bytes per key", (heap() - before) / (double) keys);
        read(store, "uniform");
        read(store, "zipf");
        overwrite(store, "uniform");
        overwrite(store, "zipf");
        scan(store);
        store.flush();
        print("disk, bytes per byte of keys and values", bytesOnDisk() / (keys * (8.0 + KeySpace.VALUE_BYTES)));
        long closing = System.nanoTime();
        store.close();
        print("close, s", (System.nanoTime() - closing) / (double) SECOND);
        Peer again = open("open after a close, s");
        // What is written now is flushed and not closed: the next process finds it after a kill.
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < keys / 10; i++) {
            again.put(KeySpace.key(i), KeySpace.value(i, random));
        }
        again.flush();
        System.out.println(KILL);
        Thread.sleep(Long.MAX_VALUE);
    }

    private Peer open(String name) throws Exception {
        long begun = System.nanoTime();
        Peer store = Peer.open(peer, folder, cacheBytes);
        if (store.get(KeySpace.key(0)) == null) {
            throw new IllegalStateException(peer + " has lost a key");
        }
        print(name, (System.nanoTime() - begun) / (double) SECOND);
        return store;
    }

    private void fill(Peer store, int thread) throws Exception {
        SplittableRandom random = new SplittableRandom(thread);
        for (int i = thread; i < keys; i += threads) {
            store.put(KeySpace.key(i), KeySpace.value(i, random));
        }
    }

    private IntSupplier numbers(String distribution, int thread) {
        return distribution.equals("zipf") ? KeySpace.zipf(keys, thread) : KeySpace.uniform(keys, thread);
    }

    private void read(Peer store, String distribution) throws Exception {
        for (int round = 0; round < 2; round++) {
            String name = round == 0 ? "" : "reads " + distribution;
            measure(name, store, false, thread -> {
                IntSupplier numbers = numbers(distribution, thread);
                return () -> {
                    if (store.get(KeySpace.key(numbers.getAsInt())) == null) {
                        throw new IllegalStateException(peer + " has lost a key");
                    }
                };
            });
        }
    }

    private void overwrite(Peer store, String distribution) throws Exception {
        measure("overwrites " + distribution, store, true, thread -> {
            IntSupplier numbers = numbers(distribution, thread);
            SplittableRandom random = new SplittableRandom(thread);
            return () -> {
                int number = numbers.getAsInt();
                store.put(KeySpace.key(number), KeySpace.value(number, random));
            };
        });
    }

    private void scan(Peer store) throws Exception {
        for (int round = 0; round < 3; round++) {
            long begun = System.nanoTime();
            if (store.scan() != keys * (8L + KeySpace.VALUE_BYTES)) {
                throw new IllegalStateException(peer + " scans something else than what was put");
            }
            if (round == 2) {
                print("scan of all, s", (System.nanoTime() - begun) / (double) SECOND);
            }
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private interface Caller {
        Call of(int thread);
    }

    /** An empty name: only to get warm. */
    private void measure(String name, Peer store, boolean flushing, Caller caller) throws Exception {
        long[] counts = new long[threads];
        List<Call> calls = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            calls.add(caller.of(thread));
        }
        Clock clock = new Clock();
        inThreads(store, flushing, thread -> {
            Call call = calls.get(thread);
            while (!clock.isAfter(nanos)) {
                for (int i = 0; i < CALLS_BETWEEN_LOOKS; i++) {
                    call.run();
                }
                counts[thread] += CALLS_BETWEEN_LOOKS;
            }
        });
        if (!name.isEmpty()) {
            clock.print(name, Arrays.stream(counts).sum());
        }
    }

    /** What time has passed, and how much of the processors' all threads of the process have taken. */
    private static final class Clock {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final long begun = System.nanoTime();
        private final long used = system.getProcessCpuTime();

        private boolean isAfter(long nanos) {
            return System.nanoTime() - begun >= nanos;
        }

        private void print(String name, long count) {
            Course.print(name + ", 1/s", count * (double) SECOND / (System.nanoTime() - begun));
            Course.print(name + ", 1/s of processor", count * (double) SECOND / (system.getProcessCpuTime() - used));
        }
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private void inThreads(Peer store, boolean flushing, Work work) throws Exception {
        AtomicReference<@Nullable Exception> thrown = new AtomicReference<>();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    work.run(thread);
                } catch (Exception e) {
                    thrown.compareAndSet(null, e);
                }
            }));
        }
        if (flushing) {
            flushUntilEnded(store, all);
        }
        for (Thread thread : all) {
            thread.join();
        }
        Exception its = thrown.get();
        if (its != null) {
            throw its;
        }
    }

    private static void flushUntilEnded(Peer store, List<Thread> all) throws Exception {
        long next = System.nanoTime() + FLUSH_EVERY_NANOS;
        for (Thread thread : all) {
            while (thread.isAlive()) {
                thread.join(java.time.Duration.ofNanos(Math.max(1, next - System.nanoTime())));
                if (System.nanoTime() >= next) {
                    store.flush();
                    next = System.nanoTime() + FLUSH_EVERY_NANOS;
                }
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
