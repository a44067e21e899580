package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import refute.tree.storage.MemoryStorage;

/** Batches, transactions, merges and pops with several threads. */
class CommitTest {
    private static final TreeSettings SETTINGS =
            new TreeSettings(4096, 512, 3, 5, 400, 4000, 3, 3, 100, Duration.ofMillis(2));

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Test
    void nobody_sees_half_of_a_batch() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree one = store.tree("one");
            Tree two = store.tree("two");
            AtomicBoolean ended = new AtomicBoolean();
            Threads.run(3, thread -> {
                if (thread == 0) {
                    for (int i = 1; i <= 3000; i++) {
                        TreeBatch batch = new TreeBatch();
                        for (int k = 0; k < 20; k++) {
                            batch.put(k % 2 == 0 ? one : two, key(k), key(i));
                        }
                        store.apply(batch);
                    }
                    ended.set(true);
                    return;
                }
                while (!ended.get()) {
                    // The first is read first: it must not be newer than the last.
                    long first = one.get(key(0)).map(CommitTest::number).orElse(0L);
                    long last = two.get(key(19)).map(CommitTest::number).orElse(0L);
                    assertThat(last).isGreaterThanOrEqualTo(first);
                }
            });
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void a_copy_of_the_disk_at_any_moment_has_whole_batches_only() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        AtomicBoolean ended = new AtomicBoolean();
        try (TreeStore store = TreeStore.open(storage, SETTINGS)) {
            Threads.run(3, thread -> {
                if (thread > 0) {
                    Tree mine = store.tree("t" + thread);
                    Tree both = store.tree("both");
                    for (int i = 1; i < 2000; i++) {
                        TreeBatch batch = new TreeBatch();
                        for (int k = 0; k < 30; k++) {
                            batch.put(mine, key(k), key(i));
                        }
                        store.apply(batch.put(both, key(thread), key(i)));
                    }
                    ended.set(true);
                    return;
                }
                while (!ended.get()) {
                    wholeBatches(new MemoryStorage(storage.image()));
                }
            });
        }
    }

    private static void wholeBatches(MemoryStorage copy) throws IOException {
        try (TreeStore store = TreeStore.open(copy, SETTINGS.withFlushEvery(Duration.ZERO))) {
            assertThat(store.check()).isEmpty();
            for (int thread = 1; thread < 3; thread++) {
                Set<Long> values = new HashSet<>();
                store.tree("both").get(key(thread)).ifPresent(value -> values.add(number(value)));
                Tree its = store.tree("t" + thread);
                its.scan().forEachRemaining(entry -> values.add(number(entry.value())));
                assertThat(values).hasSizeLessThan(2);
                assertThat(its.count()).isIn(0L, 30L);
            }
        }
    }

    @Test
    void increments_in_transactions_are_never_lost_and_conflicts_are_counted() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree one = store.tree("one");
            Tree two = store.tree("two");
            Threads.run(4, thread -> {
                for (int i = 0; i < 1000; i++) {
                    store.transact(transaction -> {
                        long now = transaction
                                .get(one, key(0))
                                .map(CommitTest::number)
                                .orElse(0L);
                        transaction.put(one, key(0), key(now + 1));
                        transaction.put(two, key(now), key(thread));
                        return now;
                    });
                }
            });
            assertThat(number(one.get(key(0)).orElseThrow())).isEqualTo(4000);
            assertThat(two.count()).isEqualTo(4000);
            assertThat(store.statistics().commits()).isEqualTo(4000);
            assertThat(store.statistics().snapshots()).isZero();
        }
    }

    @Test
    void a_body_sees_one_instant_and_two_that_would_skew_do_not_both_happen() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            AtomicInteger bothOff = new AtomicInteger();
            Threads.run(4, thread -> {
                for (int i = 0; i < 1500; i++) {
                    store.transact(transaction -> {
                        long left = transaction
                                .get(tree, key(1))
                                .map(CommitTest::number)
                                .orElse(1L);
                        long right = transaction
                                .get(tree, key(2))
                                .map(CommitTest::number)
                                .orElse(1L);
                        if (left + right < 1) {
                            bothOff.incrementAndGet();
                        }
                        // Each may switch off its own if the other is on, and switches it on otherwise.
                        long own = thread % 2 == 0 ? left : right;
                        long other = thread % 2 == 0 ? right : left;
                        transaction.put(tree, key(1 + thread % 2), key(own == 1 && other == 1 ? 0 : 1));
                        return own;
                    });
                }
            });
            assertThat(bothOff).hasValue(0);
        }
    }

    @Test
    void what_comes_into_a_range_that_was_read_is_a_conflict() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            AtomicInteger attempts = new AtomicInteger();

            int counted = store.transact(transaction -> {
                int size = transaction.scan(tree, key(0), key(100)).size();
                if (attempts.getAndIncrement() == 0) {
                    tree.put(key(50), key(1));
                }
                transaction.put(tree, key(200), key(size));
                return size;
            });

            assertThat(counted).isEqualTo(1);
            assertThat(attempts).hasValue(2);
        }
    }

    @Test
    void a_transaction_that_always_meets_a_conflict_says_so_and_does_nothing() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            AtomicInteger value = new AtomicInteger();

            assertThatThrownBy(() -> store.transact(3, transaction -> {
                        transaction.get(tree, key(1));
                        tree.put(key(1), key(value.incrementAndGet()));
                        transaction.put(tree, key(2), key(1));
                        return 0;
                    }))
                    .isInstanceOf(TransactionConflictException.class)
                    .hasMessageContaining("3 times")
                    .hasMessageContaining("tree t");
            assertThat(value).hasValue(3);
            assertThat(tree.contains(key(2))).isFalse();
        }
    }

    @Test
    void a_body_that_throws_changes_nothing() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");

            assertThatThrownBy(() -> store.transact(transaction -> {
                        transaction.put(tree, key(1), key(1));
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");

            assertThat(tree.contains(key(1))).isFalse();
            assertThat(store.statistics().snapshots()).isZero();
        }
    }

    @Test
    void merges_of_several_threads_are_never_lost() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            MergeOperator sum = (key, before, operand) ->
                    Optional.of(key(before.map(CommitTest::number).orElse(0L) + number(operand)));
            Threads.run(4, thread -> {
                for (int i = 0; i < 2000; i++) {
                    tree.merge(key(i % 5), key(thread + 1), sum);
                }
            });
            long total = 0;
            for (int k = 0; k < 5; k++) {
                total += number(tree.get(key(k)).orElseThrow());
            }
            assertThat(total).isEqualTo(2000L * (1 + 2 + 3 + 4));
        }
    }

    @Test
    void every_entry_is_popped_once_and_in_order_of_each_popper() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            for (int i = 0; i < 3000; i++) {
                tree.put(key(i), key(i));
            }
            ConcurrentLinkedQueue<Long> popped = new ConcurrentLinkedQueue<>();
            Threads.run(3, thread -> {
                List<Long> mine = new ArrayList<>();
                Optional<Entry> next = thread == 0 ? tree.popMax() : tree.popMin();
                while (next.isPresent()) {
                    mine.add(number(next.get().key()));
                    next = thread == 0 ? tree.popMax() : tree.popMin();
                }
                for (int i = 1; i < mine.size(); i++) {
                    assertThat(mine.get(i) > mine.get(i - 1)).isEqualTo(thread != 0);
                }
                popped.addAll(mine);
            });
            assertThat(popped).hasSize(3000).doesNotHaveDuplicates();
            assertThat(tree.first()).isEmpty();
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void ids_of_several_threads_and_lives_never_come_again() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        Set<Long> all = new HashSet<>();
        for (int life = 0; life < 3; life++) {
            // Nobody closes it: the next life begins after a crash.
            MemoryStorage disk = new MemoryStorage(storage.image());
            TreeStore store = TreeStore.open(disk, Sizes.TINY);
            ConcurrentLinkedQueue<Long> given = new ConcurrentLinkedQueue<>();
            long before = all.stream().mapToLong(Long::longValue).max().orElse(-1);
            Threads.run(3, thread -> {
                long last = before;
                for (int i = 0; i < 10_000; i++) {
                    long id = store.generateId();
                    assertThat(id).isGreaterThan(last);
                    last = id;
                    given.add(id);
                }
            });
            assertThat(given).hasSize(30_000);
            all.addAll(given);
            assertThat(all).hasSize(30_000 * (life + 1));
            storage = disk;
        }
    }
}
