package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import refute.tree.storage.DamagedStoreException;
import refute.tree.storage.ForeignStoreException;
import refute.tree.storage.MemoryStorage;
import refute.tree.storage.StoreFailedException;

class StoreTest {
    private static final TreeSettings REAL = TreeSettings.DEFAULT.withSegmentBytes(64 << 10);

    @TempDir
    Path folder;

    @Test
    void what_was_put_is_there_after_a_close_and_trees_have_nothing_to_do_with_each_other() throws IOException {
        try (TreeStore store = TreeStore.open(folder, REAL)) {
            for (int i = 0; i < 5000; i++) {
                store.tree("a").put(key(i), key(i + 1));
            }
            store.tree("b").put(key(7), key(0));
        }
        try (TreeStore store = TreeStore.open(folder, REAL)) {
            assertThat(store.treeNames()).containsExactly("a", "b");
            for (int i = 0; i < 5000; i++) {
                assertThat(store.tree("a").get(key(i)).orElseThrow()).isEqualTo(key(i + 1));
            }
            assertThat(store.tree("b").first().orElseThrow().key()).isEqualTo(key(7));
            assertThat(store.tree("a").last().orElseThrow().key()).isEqualTo(key(4999));
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void a_folder_in_use_is_refused_and_named() throws IOException {
        try (TreeStore store = TreeStore.open(folder, REAL)) {
            assertThat(store.check()).isEmpty();
            assertThatThrownBy(() -> TreeStore.open(folder, REAL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
        TreeStore.open(folder, REAL).close();
    }

    @Test
    void a_folder_of_something_else_is_refused_and_left_alone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> TreeStore.open(folder, REAL))
                .isInstanceOf(ForeignStoreException.class)
                .hasMessageContaining("thesis.txt");
        assertThat(folder.resolve("format")).doesNotExist();
    }

    @Test
    void another_size_of_segments_is_refused_with_both_sizes() throws IOException {
        TreeStore.open(folder, REAL).close();

        assertThatThrownBy(() -> TreeStore.open(folder, REAL.withSegmentBytes(128 << 10)))
                .isInstanceOf(ForeignStoreException.class)
                .hasMessageContaining("65536")
                .hasMessageContaining("131072");
    }

    @Test
    void another_version_is_refused() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        TreeStore.open(storage, Sizes.TINY).close();
        Map<String, byte[]> image = storage.image();
        byte[] format = image.get("format");
        format[7] = 2;
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(format, 0, 12);
        java.nio.ByteBuffer.wrap(format).putInt(12, (int) crc.getValue());

        assertThatThrownBy(() -> TreeStore.open(new MemoryStorage(image), Sizes.TINY))
                .isInstanceOf(ForeignStoreException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void a_missing_file_is_damage_and_named() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (TreeStore store = TreeStore.open(storage, Sizes.TINY)) {
            for (int i = 0; i < 50; i++) {
                store.tree("t").put(key(i), key(i));
            }
            store.tree("t").put(key(50), new byte[1000]);
        }
        for (String file : List.of("format", "log")) {
            Map<String, byte[]> image = storage.image();
            image.remove(file);
            assertThatThrownBy(() -> TreeStore.open(new MemoryStorage(image), Sizes.TINY))
                    .as("without %s", file)
                    .isInstanceOfSatisfying(
                            DamagedStoreException.class,
                            e -> assertThat(e.file()).isEqualTo(file));
        }
        Map<String, byte[]> image = storage.image();
        image.keySet().removeIf(name -> name.startsWith("snapshot-"));
        assertThatThrownBy(() -> TreeStore.open(new MemoryStorage(image), Sizes.TINY))
                .isInstanceOf(DamagedStoreException.class)
                .hasMessageContaining("snapshot");
    }

    @Test
    void all_settings_that_make_no_sense_are_named_at_once() {
        assertThatThrownBy(() -> new TreeSettings(1000, 1, 0, 1, 1, -1, 0, 0, -1, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "segmentBytes",
                        "bufferBytes",
                        "buffers",
                        "fanOut",
                        "nodeBytes",
                        "cacheBytes",
                        "messagesMax",
                        "snapshotSegments",
                        "inlineBytes",
                        "flushEvery");
    }

    @Test
    void a_key_that_is_too_long_is_refused_with_the_bound() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), Sizes.TINY)) {
            Tree tree = store.tree("t");
            tree.put(new byte[Sizes.TINY.keyBytesMax()], key(1));

            assertThatThrownBy(() -> tree.put(new byte[Sizes.TINY.keyBytesMax() + 1], key(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("62 bytes, of at most 61");
            assertThatThrownBy(() -> new TreeBatch().put(tree, new byte[Sizes.TINY.keyBytesMax() + 1], key(1)))
                    .hasMessageContaining("62 bytes, of at most 61");
            assertThatThrownBy(() -> store.transact(transaction -> transaction.get(tree, new byte[62])))
                    .hasMessageContaining("62 bytes, of at most 61");
        }
    }

    @Test
    void a_value_that_is_too_long_is_refused_with_the_bound() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), Sizes.TINY)) {
            Tree tree = store.tree("t");
            tree.checkValueBytes(1 << 30);

            assertThatThrownBy(() -> tree.checkValueBytes((1 << 30) + 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1073741825 bytes, of at most 1073741824");
        }
    }

    @Test
    void a_closed_store_takes_no_calls() throws IOException {
        TreeStore store = TreeStore.open(new MemoryStorage(), Sizes.TINY);
        Tree tree = store.tree("t");
        tree.put(key(1), key(1));
        var scan = tree.scan();
        TreeSnapshot snapshot = store.snapshot();
        TreeBatch batch = new TreeBatch().put(tree, key(2), key(2));
        store.close();

        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls = List.of(
                () -> store.apply(batch),
                () -> store.transact(transaction -> 1),
                store::snapshot,
                store::generateId,
                store::statistics,
                () -> tree.put(key(1), key(1)),
                tree::popMin,
                tree::count,
                () -> tree.subscribe(key(1), 1),
                () -> snapshot.get(tree, key(1)));
        calls.forEach(call -> assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed"));
        snapshot.close();

        assertThatThrownBy(() -> tree.get(key(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(scan::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(store::flush)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        store.close();
    }

    @Test
    void overwriting_the_same_keys_takes_less_than_three_times_their_space() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        TreeSettings settings =
                new TreeSettings(32 << 10, 4 << 10, 2, 64, 4 << 10, 1 << 20, 10, 2, 1000, Duration.ZERO);
        int keys = 4000;
        try (TreeStore store = TreeStore.open(storage, settings)) {
            Tree tree = store.tree("t");
            for (int round = 0; round < 25; round++) {
                for (int i = 0; i < keys; i++) {
                    tree.put(key(i * 7919 % keys), new byte[100]);
                }
                store.flush();
            }
            assertThat(storage.image().get("log").length).isLessThan(3 * keys * (8 + 100));
            assertThat(store.check()).isEmpty();
        }
    }

    /** A cleaner that counts its own garbage never comes to an end: it wrote a thousand bytes for each that was put. */
    @Test
    void to_keep_the_log_short_takes_a_few_times_what_is_put() throws IOException {
        TreeSettings settings =
                new TreeSettings(32 << 10, 4 << 10, 2, 64, 4 << 10, 1 << 24, 10, 2, 1000, Duration.ZERO);
        int keys = 4000;
        try (TreeStore store = TreeStore.open(new MemoryStorage(), settings)) {
            Tree tree = store.tree("t");
            for (int i = 0; i < 6 * keys; i++) {
                tree.put(key(i * 7919 % keys), new byte[100]);
            }
            long before = store.statistics().logBytes();
            int puts = 2000;
            for (int i = 0; i < puts; i++) {
                tree.put(key(i * 7919 % keys), new byte[100]);
            }
            assertThat(store.statistics().logBytes() - before).isLessThan(8L * puts * (8 + 100));
        }
    }

    @Test
    void an_iterator_that_is_held_for_ever_keeps_no_garbage_and_goes_on_where_it_was() throws IOException {
        long without = logAfterOverwrites(false);
        long with = logAfterOverwrites(true);

        assertThat(with).isLessThanOrEqualTo(without);
    }

    private static long logAfterOverwrites(boolean held) throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (TreeStore store = TreeStore.open(storage, Sizes.TINY)) {
            Tree tree = store.tree("t");
            int keys = 200;
            for (int i = 0; i < keys; i++) {
                tree.put(key(i), key(0));
            }
            Iterator<Entry> entries = tree.scan();
            byte[] last = entries.next().key();
            for (int round = 1; round <= 100; round++) {
                for (int i = 0; i < keys; i++) {
                    tree.put(key(i), key(round));
                }
                store.flush();
            }
            if (held) {
                int seen = 1;
                while (entries.hasNext()) {
                    byte[] next = entries.next().key();
                    assertThat(Arrays.compareUnsigned(last, next)).isNegative();
                    last = next;
                    seen++;
                }
                assertThat(seen).isEqualTo(keys);
            }
            return store.size().logBytes();
        }
    }

    @Test
    void the_file_of_a_large_value_goes_with_the_value() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (TreeStore store = TreeStore.open(storage, Sizes.TINY)) {
            Tree tree = store.tree("t");
            tree.put(key(1), new byte[3000]);
            tree.put(key(2), new byte[4000]);
            tree.put(key(1), key(1));
            assertThat(tree.get(key(2)).orElseThrow()).hasSize(4000);
            store.flush();
            assertThat(storage.list())
                    .filteredOn(name -> name.startsWith("value-"))
                    .hasSize(1);
        }
    }

    @Test
    void a_store_flushes_by_itself_if_it_is_told_to() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        AtomicBoolean there = new AtomicBoolean();
        try (TreeStore store = TreeStore.open(storage, Sizes.SMALL.withFlushEvery(Duration.ofMillis(5)))) {
            store.tree("t").put(key(1), key(2));
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!there.get() && System.nanoTime() < deadline) {
                try (TreeStore copy = TreeStore.open(new MemoryStorage(storage.image()), Sizes.SMALL)) {
                    there.set(copy.tree("t").get(key(1)).isPresent());
                }
            }
        }
        assertThat(there).isTrue();
    }

    @Test
    void every_writing_call_may_fail_and_nothing_is_lost_silently() throws IOException {
        MemoryStorage whole = new MemoryStorage();
        workload(whole);
        for (long call = 0; call < whole.calls(); call++) {
            MemoryStorage storage = new MemoryStorage();
            storage.failFrom(call, 1);
            int flushed = workload(storage);
            try (TreeStore store = TreeStore.open(new MemoryStorage(storage.image()), Sizes.TINY)) {
                for (int i = 0; i < flushed; i++) {
                    assertThat(store.tree("t").get(key(i)))
                            .as("key %s after failure of call %s", i, call)
                            .isPresent();
                }
                assertThat(store.check()).isEmpty();
            }
        }
    }

    /** Returns how many keys a flush has covered that said it had. */
    private static int workload(MemoryStorage storage) throws IOException {
        int flushed = 0;
        try (TreeStore store = TreeStore.open(storage, Sizes.TINY)) {
            boolean failed = false;
            for (int i = 0; i < 40; i++) {
                try {
                    store.tree("t").put(key(i), i % 7 == 0 ? new byte[500] : key(i));
                    if (i % 10 == 9) {
                        store.flush();
                        assertThat(failed).as("a flush after a failure").isFalse();
                        flushed = i + 1;
                    }
                } catch (StoreFailedException e) {
                    failed = true;
                }
            }
        } catch (IOException | StoreFailedException e) {
            assertThat(e).hasMessageContaining("Input/output error");
        }
        return flushed;
    }

    private static byte[] key(int i) {
        return java.nio.ByteBuffer.allocate(8).putLong(i).array();
    }
}
