package refute.benchmarks.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import refute.benchmarks.Folders;

/** Reads, overwrites and inserts of single keys under JMH: {@code benchmarks/jmh}. Who writes flushes each second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx5g", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class PointCalls {
    private static final long FLUSH_EVERY_MILLIS = 1000;
    private static final long CACHE_BYTES = 2L << 30;

    /** A store that has been filled. */
    @State(Scope.Benchmark)
    public static class Filled {
        /** Which. */
        @Param({"tree", "mvstore", "rocksdb"})
        public String peer = "tree";

        /** How many there are before the first call. */
        @Param("1000000")
        public int keys;

        private final AtomicInteger next = new AtomicInteger();
        private @Nullable Path folder;
        private @Nullable Peer store;
        private @Nullable Thread flusher;

        /** Fills it. */
        @Setup(Level.Trial)
        public void fill() throws Exception {
            Path its = Files.createTempDirectory("refute-jmh-");
            Peer filled = Peer.open(peer, its, CACHE_BYTES);
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < keys; i++) {
                filled.put(KeySpace.key(i), KeySpace.value(i, random));
            }
            filled.flush();
            folder = its;
            store = filled;
            next.set(keys);
            flusher = Thread.ofPlatform().daemon().start(() -> flushForEver(filled));
        }

        private static void flushForEver(Peer filled) {
            try {
                while (true) {
                    Thread.sleep(FLUSH_EVERY_MILLIS);
                    filled.flush();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private Peer store() {
            return Objects.requireNonNull(store);
        }

        /** Closes and removes it. */
        @TearDown(Level.Trial)
        public void remove() throws Exception {
            Thread its = Objects.requireNonNull(flusher);
            its.interrupt();
            its.join();
            store().close();
            Folders.remove(Objects.requireNonNull(folder));
        }
    }

    /** Which keys one thread takes. */
    @State(Scope.Thread)
    public static class Numbers {
        private static final AtomicInteger THREADS = new AtomicInteger();

        /** How they are drawn. */
        @Param({"uniform", "zipf"})
        public String distribution = "uniform";

        private @Nullable IntSupplier numbers;
        private final SplittableRandom random = new SplittableRandom(2);

        /** Another sequence for each thread. */
        @Setup(Level.Trial)
        public void draw(Filled filled) {
            int thread = THREADS.getAndIncrement();
            numbers = distribution.equals("zipf")
                    ? KeySpace.zipf(filled.keys, thread)
                    : KeySpace.uniform(filled.keys, thread);
        }

        private int next() {
            return Objects.requireNonNull(numbers).getAsInt();
        }
    }

    /** What one thread puts. */
    @State(Scope.Thread)
    public static class Values {
        private final SplittableRandom random = new SplittableRandom(3);
    }

    /** A key that is there. */
    @Benchmark
    public byte @Nullable [] read(Filled filled, Numbers numbers) throws Exception {
        return filled.store().get(KeySpace.key(numbers.next()));
    }

    /** A key that is there, with another value. */
    @Benchmark
    public void overwrite(Filled filled, Numbers numbers) throws Exception {
        int number = numbers.next();
        filled.store().put(KeySpace.key(number), KeySpace.value(number, numbers.random));
    }

    /** A key that is not there. */
    @Benchmark
    public void insert(Filled filled, Values values) throws Exception {
        int number = filled.next.getAndIncrement();
        filled.store().put(KeySpace.key(number), KeySpace.value(number, values.random));
    }
}
