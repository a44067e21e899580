package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/** J1: any sequence of calls does what it does to a sorted map; reopening and crashing are calls, too. */
class SequenceTest {
    /** One call. */
    sealed interface Call {
        record Put(byte[] key, byte[] value) implements Call {}

        record PutIfAbsent(byte[] key, byte[] value) implements Call {}

        record Replace(byte[] key, byte[] expected, byte[] value) implements Call {}

        record Remove(byte[] key) implements Call {}

        record RemoveMany(byte[] from, byte[] to) implements Call {}

        record Get(byte[] key) implements Call {}

        record Scan(byte[] from, byte[] to, boolean backwards) implements Call {}

        record Flush() implements Call {}

        record Reopen() implements Call {}

        /** The process is killed: what was written stays, what was in buffers is gone. */
        record Kill() implements Call {}
    }

    /** The tree beside a sorted map. */
    static final class Twin {
        private final TreeSettings settings;
        private final Mutants mutants;
        private MemoryStorage storage = new MemoryStorage();
        private TreeStore store;
        private Tree tree;
        private NavigableMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
        private final List<NavigableMap<byte[], byte[]>> sinceFlush = new ArrayList<>();

        Twin(TreeSettings settings, Mutants mutants) throws IOException {
            this.settings = settings;
            this.mutants = mutants;
            open();
            sinceFlush.add(copy());
        }

        private void open() throws IOException {
            store = TreeStore.open(storage, settings, mutants);
            tree = store.tree("t");
        }

        private NavigableMap<byte[], byte[]> copy() {
            return new TreeMap<>(map);
        }

        void run(List<Call> calls) throws IOException {
            for (Call call : calls) {
                run(call);
            }
            assertThat(store.check()).isEmpty();
            compare();
            store.close();
            open();
            compare();
            assertThat(store.check()).isEmpty();
        }

        private void run(Call call) throws IOException {
            switch (call) {
                case Call.Put put -> {
                    same(tree.put(put.key(), put.value()), map.put(put.key(), put.value()));
                    changed();
                }
                case Call.PutIfAbsent put -> {
                    assertThat(tree.putIfAbsent(put.key(), put.value())).isEqualTo(!map.containsKey(put.key()));
                    map.putIfAbsent(put.key(), put.value());
                    changed();
                }
                case Call.Replace replace -> {
                    byte[] there = map.get(replace.key());
                    boolean fits = there != null && Arrays.equals(there, replace.expected());
                    assertThat(tree.replace(replace.key(), replace.expected(), replace.value()))
                            .isEqualTo(fits);
                    if (fits) {
                        map.put(replace.key(), replace.value());
                    }
                    changed();
                }
                case Call.Remove remove -> {
                    same(tree.remove(remove.key()), map.remove(remove.key()));
                    changed();
                }
                case Call.RemoveMany many -> {
                    for (byte[] key : List.copyOf(range(many.from(), many.to()).keySet())) {
                        run(new Call.Remove(key));
                    }
                }
                case Call.Get get -> same(tree.get(get.key()), map.get(get.key()));
                case Call.Scan scan -> compare(scan);
                case Call.Flush ignored -> {
                    store.flush();
                    flushed();
                }
                case Call.Reopen ignored -> {
                    store.close();
                    open();
                    flushed();
                }
                case Call.Kill ignored -> kill();
            }
        }

        private void changed() {
            sinceFlush.add(copy());
        }

        private void flushed() {
            sinceFlush.clear();
            sinceFlush.add(copy());
        }

        private void kill() throws IOException {
            storage = new MemoryStorage(storage.image());
            open();
            NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
            tree.scan().forEachRemaining(entry -> found.put(entry.key(), entry.value()));
            assertThat(sinceFlush).as("states since the last flush").anyMatch(state -> equal(state, found));
            map = found;
            flushed();
        }

        private NavigableMap<byte[], byte[]> range(byte[] from, byte[] to) {
            if (to.length == 0) {
                return map.tailMap(from, true);
            }
            return Arrays.compareUnsigned(from, to) >= 0
                    ? new TreeMap<>(Arrays::compareUnsigned)
                    : map.subMap(from, true, to, false);
        }

        private void compare() {
            compare(new Call.Scan(new byte[0], new byte[0], false));
            compare(new Call.Scan(new byte[0], new byte[0], true));
        }

        private void compare(Call.Scan scan) {
            NavigableMap<byte[], byte[]> expected = range(scan.from(), scan.to());
            Iterator<Entry> found =
                    scan.backwards() ? tree.scanBackwards(scan.from(), scan.to()) : tree.scan(scan.from(), scan.to());
            var entries = (scan.backwards() ? expected.descendingMap() : expected).entrySet();
            for (var entry : entries) {
                assertThat(found.hasNext()).isTrue();
                Entry next = found.next();
                assertThat(next.key()).isEqualTo(entry.getKey());
                assertThat(next.value()).isEqualTo(entry.getValue());
            }
            assertThat(found.hasNext()).isFalse();
        }

        private static void same(Optional<byte[]> found, byte[] expected) {
            if (expected == null) {
                assertThat(found).isEmpty();
            } else {
                assertThat(found).hasValueSatisfying(value -> assertThat(value).isEqualTo(expected));
            }
        }
    }

    static boolean equal(NavigableMap<byte[], byte[]> one, NavigableMap<byte[], byte[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<? extends java.util.Map.Entry<byte[], byte[]>> others =
                other.entrySet().iterator();
        return one.entrySet().stream().allMatch(entry -> {
            var next = others.next();
            return Arrays.equals(entry.getKey(), next.getKey()) && Arrays.equals(entry.getValue(), next.getValue());
        });
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED)
    void tiny_segments_nodes_and_cache(@ForAll("tinyCalls") List<Call> calls) throws IOException {
        new Twin(Sizes.TINY, Mutants.NONE).run(calls);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void keys_up_to_10_kb_with_shared_prefixes_and_values_of_several_segments(@ForAll("largeCalls") List<Call> calls)
            throws IOException {
        new Twin(Sizes.SMALL, Mutants.NONE).run(calls);
    }

    @Provide
    Arbitrary<List<Call>> tinyCalls() {
        Arbitrary<byte[]> keys = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 40).map(i -> text("k" + i)),
                Arbitraries.strings().withChars("ab").ofMaxLength(5).map(SequenceTest::text),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3));
        Arbitrary<byte[]> values = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3).map(i -> text("v" + i)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(60));
        return calls(keys, values).list().ofMinSize(1).ofMaxSize(120);
    }

    @Provide
    Arbitrary<List<Call>> largeCalls() {
        Arbitrary<byte[]> keys = Arbitraries.integers()
                .between(0, 12)
                .flatMap(i -> Arbitraries.integers()
                        .between(0, 10_000)
                        .map(length -> text("p".repeat(length - length % 300) + "k" + i)));
        Arbitrary<byte[]> values = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3000).map(byte[]::new),
                Arbitraries.integers().between(0, 800_000).map(byte[]::new));
        return calls(keys, values).list().ofMinSize(1).ofMaxSize(60);
    }

    private static Arbitrary<Call> calls(Arbitrary<byte[]> keys, Arbitrary<byte[]> values) {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(10, Combinators.combine(keys, values).as(Call.Put::new)),
                net.jqwik.api.Tuple.of(2, Combinators.combine(keys, values).as(Call.PutIfAbsent::new)),
                net.jqwik.api.Tuple.of(
                        2, Combinators.combine(keys, values, values).as(Call.Replace::new)),
                net.jqwik.api.Tuple.of(5, keys.map(Call.Remove::new)),
                net.jqwik.api.Tuple.of(1, Combinators.combine(keys, keys).as(Call.RemoveMany::new)),
                net.jqwik.api.Tuple.of(3, keys.map(Call.Get::new)),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(keys, keys, Arbitraries.of(true, false))
                                .as(Call.Scan::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.create(Call.Flush::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.create(Call.Reopen::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.create(Call.Kill::new)));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
