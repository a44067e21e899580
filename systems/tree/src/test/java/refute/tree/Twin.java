package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/** Two trees beside two sorted maps: what is done to one pair is done to the other, and must give the same. */
final class Twin {
    private static final byte[] END = {};
    private static final int EVENTS = 100_000;
    private static final int MERGED_MAX = 40;

    private final TreeSettings settings;
    private final Mutants mutants;
    private final List<Maps> sinceFlush = new ArrayList<>();
    private final Deque<Event> expected = new ArrayDeque<>();
    private MemoryStorage storage = new MemoryStorage();
    private TreeStore store;
    private Tree tree;
    private Tree other;
    private Maps maps = new Maps(empty(), empty());
    private Subscription subscription;
    private @Nullable TreeSnapshot snapshot;
    private Maps asOfSnapshot = maps;
    private long lastId = -1;

    /** What both trees should hold. */
    private record Maps(NavigableMap<byte[], byte[]> one, NavigableMap<byte[], byte[]> other) {
        Maps copy() {
            return new Maps(new TreeMap<>(one), new TreeMap<>(other));
        }

        boolean isEqualTo(Maps maps) {
            return equal(one, maps.one) && equal(other, maps.other);
        }
    }

    private record Event(byte[] key, byte @Nullable [] value) {}

    Twin(TreeSettings settings, Mutants mutants) throws IOException {
        this.settings = settings;
        this.mutants = mutants;
        open();
        sinceFlush.add(maps.copy());
    }

    private static NavigableMap<byte[], byte[]> empty() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    private void open() throws IOException {
        store = TreeStore.open(storage, settings, mutants);
        tree = store.tree("t");
        other = store.tree("u");
        subscription = tree.subscribe(END, EVENTS);
        expected.clear();
        snapshot = null;
    }

    void run(List<TwinCall> calls) throws IOException {
        for (TwinCall call : calls) {
            run(call);
            compareEvents();
        }
        compareSnapshot();
        assertThat(store.check()).isEmpty();
        compare();
        store.close();
        open();
        compare();
        assertThat(store.check()).isEmpty();
    }

    private void run(TwinCall call) throws IOException {
        switch (call) {
            case TwinCall.Put put -> {
                same(tree.put(put.key(), put.value()), maps.one().get(put.key()));
                set(put.key(), put.value());
            }
            case TwinCall.PutIfAbsent put -> {
                boolean absent = !maps.one().containsKey(put.key());
                assertThat(tree.putIfAbsent(put.key(), put.value())).isEqualTo(absent);
                if (absent) {
                    set(put.key(), put.value());
                }
            }
            case TwinCall.Replace replace -> {
                byte[] there = maps.one().get(replace.key());
                boolean fits = there != null && Arrays.equals(there, replace.expected());
                assertThat(tree.replace(replace.key(), replace.expected(), replace.value()))
                        .isEqualTo(fits);
                if (fits) {
                    set(replace.key(), replace.value());
                }
            }
            case TwinCall.Remove remove -> {
                same(tree.remove(remove.key()), maps.one().get(remove.key()));
                unset(remove.key());
            }
            case TwinCall.RemoveMany many -> {
                for (byte[] key : List.copyOf(range(many.from(), many.to()).keySet())) {
                    run(new TwinCall.Remove(key));
                }
            }
            case TwinCall.Merge merge -> merge(merge);
            case TwinCall.PopMin ignored -> popped(tree.popMin(), maps.one().firstEntry());
            case TwinCall.PopMax ignored -> popped(tree.popMax(), maps.one().lastEntry());
            case TwinCall.Batch batch -> apply(batch);
            case TwinCall.Transact transact -> transact(transact);
            case TwinCall.Get get -> {
                same(tree.get(get.key()), maps.one().get(get.key()));
                assertThat(tree.contains(get.key())).isEqualTo(maps.one().containsKey(get.key()));
            }
            case TwinCall.Near near -> {
                sameEntry(tree.lower(near.key()), maps.one().lowerEntry(near.key()));
                sameEntry(tree.higher(near.key()), maps.one().higherEntry(near.key()));
                assertThat(tree.count()).isEqualTo(maps.one().size());
            }
            case TwinCall.Scan scan -> compare(scan);
            case TwinCall.Snapshot ignored -> {
                compareSnapshot();
                snapshot = store.snapshot(1 << 30);
                asOfSnapshot = maps.copy();
            }
            case TwinCall.NextId ignored -> {
                long id = store.generateId();
                assertThat(id).isGreaterThan(lastId);
                lastId = id;
            }
            case TwinCall.Flush ignored -> {
                store.flush();
                flushed();
            }
            case TwinCall.Reopen ignored -> {
                compareSnapshot();
                store.close();
                open();
                flushed();
            }
            case TwinCall.Kill ignored -> kill();
        }
    }

    private void set(byte[] key, byte[] value) {
        maps.one().put(key, value);
        expected.add(new Event(key, value));
        changed();
    }

    private void unset(byte[] key) {
        if (maps.one().remove(key) != null) {
            expected.add(new Event(key, null));
        }
        changed();
    }

    private void merge(TwinCall.Merge merge) {
        MergeOperator append = (key, before, operand) -> {
            byte[] start = before.filter(its -> its.length < MERGED_MAX).orElse(END);
            byte[] whole = Arrays.copyOf(start, start.length + operand.length);
            System.arraycopy(operand, 0, whole, start.length, operand.length);
            return Optional.of(whole);
        };
        byte[] after = append.merge(merge.key(), Optional.ofNullable(maps.one().get(merge.key())), merge.operand())
                .orElseThrow();
        assertThat(tree.merge(merge.key(), merge.operand(), append).orElseThrow())
                .isEqualTo(after);
        set(merge.key(), after);
    }

    private void popped(Optional<Entry> found, Map.@Nullable Entry<byte[], byte[]> entry) {
        sameEntry(found, entry);
        if (entry != null) {
            unset(entry.getKey());
        }
    }

    private void apply(TwinCall.Batch batch) {
        TreeBatch its = new TreeBatch();
        NavigableMap<byte[], Event> last = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < batch.keys().size(); i++) {
            byte[] key = batch.keys().get(i);
            if (i % 3 == 2) {
                its.remove(tree, key);
                last.put(key, new Event(key, null));
            } else {
                its.put(tree, key, batch.value()).put(other, key, batch.value());
                maps.other().put(key, batch.value());
                last.put(key, new Event(key, batch.value()));
            }
        }
        store.apply(its);
        for (Event event : last.values()) {
            if (event.value() != null) {
                maps.one().put(event.key(), event.value());
                expected.add(event);
            } else if (maps.one().remove(event.key()) != null) {
                expected.add(event);
            }
        }
        changed();
    }

    private void transact(TwinCall.Transact call) {
        byte[] written = store.transact(transaction -> {
            int near = transaction.scan(tree, call.from(), END).size();
            int own = transaction
                    .get(other, call.read())
                    .map(value -> value.length)
                    .orElse(0);
            byte[] value = {(byte) near, (byte) own};
            transaction.put(tree, call.written(), value);
            transaction.put(other, call.read(), value);
            assertThat(transaction.get(tree, call.written()).orElseThrow()).isEqualTo(value);
            transaction.remove(other, call.written());
            assertThat(transaction.get(other, call.written())).isEmpty();
            return value;
        });
        byte[] read = maps.other().get(call.read());
        assertThat(written[0])
                .isEqualTo((byte) maps.one().tailMap(call.from(), true).size());
        assertThat(written[1]).isEqualTo((byte) (read == null ? 0 : read.length));
        maps.other().put(call.read(), written);
        maps.other().remove(call.written());
        set(call.written(), written);
    }

    private void changed() {
        sinceFlush.add(maps.copy());
    }

    private void flushed() {
        sinceFlush.clear();
        sinceFlush.add(maps.copy());
    }

    private void kill() throws IOException {
        storage = new MemoryStorage(storage.image());
        open();
        Maps found = new Maps(empty(), empty());
        tree.scan().forEachRemaining(entry -> found.one().put(entry.key(), entry.value()));
        other.scan().forEachRemaining(entry -> found.other().put(entry.key(), entry.value()));
        assertThat(sinceFlush).as("states since the last flush").anyMatch(state -> state.isEqualTo(found));
        maps = found;
        flushed();
    }

    private NavigableMap<byte[], byte[]> range(byte[] from, byte[] to) {
        return range(maps.one(), from, to);
    }

    private static NavigableMap<byte[], byte[]> range(NavigableMap<byte[], byte[]> map, byte[] from, byte[] to) {
        if (to.length == 0) {
            return map.tailMap(from, true);
        }
        return Arrays.compareUnsigned(from, to) >= 0 ? empty() : map.subMap(from, true, to, false);
    }

    private void compare() {
        compare(new TwinCall.Scan(END, END, false));
        compare(new TwinCall.Scan(END, END, true));
        same(other.scan(), maps.other());
    }

    private void compare(TwinCall.Scan scan) {
        NavigableMap<byte[], byte[]> entries = range(scan.from(), scan.to());
        if (scan.backwards()) {
            same(tree.scanBackwards(scan.from(), scan.to()), entries.descendingMap());
        } else {
            same(tree.scan(scan.from(), scan.to()), entries);
        }
    }

    private void compareSnapshot() {
        TreeSnapshot taken = snapshot;
        if (taken == null) {
            return;
        }
        try (taken) {
            same(taken.scan(tree), asOfSnapshot.one());
            same(taken.scan(other), asOfSnapshot.other());
            same(taken.scanBackwards(tree, END, END), asOfSnapshot.one().descendingMap());
            for (byte[] key : maps.one().keySet()) {
                same(taken.get(tree, key), asOfSnapshot.one().get(key));
            }
        }
        snapshot = null;
    }

    private void compareEvents() {
        for (Event event = expected.poll(); event != null; event = expected.poll()) {
            TreeEvent found = subscription.poll().orElseThrow();
            assertThat(found.key()).isEqualTo(event.key());
            assertThat(found.value().orElse(null)).isEqualTo(event.value());
        }
        assertThat(subscription.poll()).isEmpty();
    }

    private static void same(Iterator<Entry> found, NavigableMap<byte[], byte[]> entries) {
        for (var entry : entries.entrySet()) {
            assertThat(found.hasNext()).isTrue();
            Entry next = found.next();
            assertThat(next.key()).isEqualTo(entry.getKey());
            assertThat(next.value()).isEqualTo(entry.getValue());
        }
        assertThat(found.hasNext()).isFalse();
    }

    private static void same(Optional<byte[]> found, byte @Nullable [] expected) {
        assertThat(found.orElse(null)).isEqualTo(expected);
    }

    private static void sameEntry(Optional<Entry> found, Map.@Nullable Entry<byte[], byte[]> expected) {
        assertThat(found.isPresent()).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(found.orElseThrow().key()).isEqualTo(expected.getKey());
            assertThat(found.orElseThrow().value()).isEqualTo(expected.getValue());
        }
    }

    static boolean equal(NavigableMap<byte[], byte[]> one, NavigableMap<byte[], byte[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<Map.Entry<byte[], byte[]>> others = other.entrySet().iterator();
        return one.entrySet().stream().allMatch(entry -> {
            var next = others.next();
            return Arrays.equals(entry.getKey(), next.getKey()) && Arrays.equals(entry.getValue(), next.getValue());
        });
    }
}
