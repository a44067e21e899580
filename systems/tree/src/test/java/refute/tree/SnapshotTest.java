package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import refute.tree.storage.MemoryStorage;

/** All trees as of one instant, while others change them. */
class SnapshotTest {
    private static final TreeSettings SETTINGS =
            new TreeSettings(4096, 512, 3, 5, 400, 4000, 3, 3, 100, Duration.ofMillis(2));
    private static final int KEYS = 200;

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Money is moved between keys, which come and go when they have none; every snapshot has all of it. */
    @Test
    void every_snapshot_has_all_the_money() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            tree.put(key(0), key(1000));
            AtomicBoolean ended = new AtomicBoolean();
            Threads.run(4, thread -> {
                SplittableRandom random = new SplittableRandom(thread);
                if (thread < 2) {
                    for (int i = 0; i < 4000; i++) {
                        move(store, tree, key(random.nextInt(KEYS)), key(random.nextInt(KEYS)), i % 7);
                    }
                    ended.set(true);
                    return;
                }
                while (!ended.get()) {
                    try (TreeSnapshot snapshot = store.snapshot()) {
                        byte[] all = {};
                        long there = sum(snapshot.scan(tree));
                        assertThat(there).isEqualTo(1000);
                        assertThat(sum(snapshot.scanBackwards(tree, all, all))).isEqualTo(1000);
                    }
                }
            });
            assertThat(store.check()).isEmpty();
            assertThat(store.statistics().snapshots()).isZero();
        }
    }

    private static void move(TreeStore store, Tree tree, byte[] from, byte[] to, int much) {
        store.transact(transaction -> {
            // From whoever is the first at or after that key, and has something.
            List<Entry> rich = transaction.scan(tree, from, new byte[0]);
            byte[] source = rich.isEmpty() ? key(0) : rich.getFirst().key();
            long has = transaction.get(tree, source).map(SnapshotTest::number).orElse(0L);
            long moved = Math.min(has, much + has / 2);
            set(transaction, tree, source, has - moved);
            long had = transaction.get(tree, to).map(SnapshotTest::number).orElse(0L);
            set(transaction, tree, to, had + moved);
            return moved;
        });
    }

    private static void set(Transaction transaction, Tree tree, byte[] key, long money) {
        if (money == 0) {
            transaction.remove(tree, key);
        } else {
            transaction.put(tree, key, key(money));
        }
    }

    private static long sum(Iterator<Entry> entries) {
        long sum = 0;
        Set<Long> keys = new HashSet<>();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            assertThat(keys.add(number(entry.key()))).isTrue();
            sum += number(entry.value());
        }
        return sum;
    }

    @Test
    void several_snapshots_keep_their_own_states_and_forget_them_in_any_order() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS.withFlushEvery(Duration.ZERO))) {
            Tree tree = store.tree("t");
            SplittableRandom random = new SplittableRandom(7);
            List<TreeSnapshot> open = new ArrayList<>();
            List<Long> rounds = new ArrayList<>();
            for (long round = 1; round <= 300; round++) {
                // Growing and shrinking, so that pages are split, merged and used again.
                for (int k = 0; k < KEYS; k++) {
                    if (k < KEYS * (round % 10) / 10) {
                        tree.put(key(k), key(round));
                    } else {
                        tree.remove(key(k));
                    }
                }
                open.add(store.snapshot());
                rounds.add(round);
                while (open.size() > random.nextInt(5)) {
                    int which = random.nextInt(open.size());
                    try (TreeSnapshot snapshot = open.remove(which)) {
                        long its = rounds.remove(which);
                        Iterator<Entry> entries = snapshot.scan(tree);
                        for (long k = 0; k < KEYS * (its % 10) / 10; k++) {
                            Entry next = entries.next();
                            assertThat(number(next.key())).isEqualTo(k);
                            assertThat(number(next.value())).isEqualTo(its);
                        }
                        assertThat(entries.hasNext()).isFalse();
                    }
                }
                store.flush();
            }
            open.forEach(TreeSnapshot::close);
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void large_values_stay_as_long_as_a_snapshot_needs_them() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (TreeStore store = TreeStore.open(storage, SETTINGS.withFlushEvery(Duration.ZERO))) {
            Tree tree = store.tree("t");
            tree.put(key(1), new byte[5000]);
            try (TreeSnapshot snapshot = store.snapshot()) {
                tree.put(key(1), new byte[6000]);
                store.flush();
                assertThat(snapshot.get(tree, key(1)).orElseThrow()).hasSize(5000);
                assertThat(snapshot.keptBytes()).isGreaterThan(5000);
            }
            store.flush();
            assertThat(storage.list())
                    .filteredOn(name -> name.startsWith("value-"))
                    .hasSize(1);
        }
    }

    @Test
    void a_snapshot_that_is_held_for_ever_is_given_up_with_a_warning_and_holds_nothing() throws IOException {
        List<LogRecord> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("refute.tree");
        logger.addHandler(handler);
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            for (int k = 0; k < KEYS; k++) {
                tree.put(key(k), key(k));
            }
            TreeSnapshot held = store.snapshot(3000);
            Iterator<Entry> scan = held.scan(tree);
            scan.next();
            for (int i = 0; i < 10_000; i++) {
                tree.put(key(i % KEYS), key(i));
                assertThat(held.keptBytes()).isLessThan(3000 + 1000);
            }
            assertThatThrownBy(() -> scan.forEachRemaining(entry -> {}))
                    .isInstanceOf(SnapshotEndedException.class)
                    .hasMessageContaining("given up")
                    .hasMessageContaining("at most 3000");
            assertThat(warnings).hasSize(1);
            assertThat(warnings.getFirst().getLevel()).isEqualTo(java.util.logging.Level.WARNING);
            assertThat(store.statistics().snapshots()).isZero();
            held.close();
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void a_closed_snapshot_takes_no_calls() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            TreeSnapshot snapshot = store.snapshot();
            snapshot.close();

            assertThatThrownBy(() -> snapshot.get(tree, key(1)))
                    .isInstanceOf(SnapshotEndedException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void the_checksum_depends_on_the_content_alone() throws IOException {
        try (TreeStore one = TreeStore.open(new MemoryStorage(), SETTINGS);
                TreeStore other = TreeStore.open(new MemoryStorage(), Sizes.SMALL)) {
            for (int k = 0; k < KEYS; k++) {
                one.tree("t").put(key(k), key(k));
                other.tree("t").put(key(KEYS - 1 - k), key(KEYS - 1 - k));
            }
            assertThat(one.checksum()).isEqualTo(other.checksum());
            one.tree("t").put(key(5), key(6));
            assertThat(one.checksum()).isNotEqualTo(other.checksum());
        }
    }
}
