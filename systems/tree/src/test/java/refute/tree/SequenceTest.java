package refute.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import refute.tree.mutant.Mutants;

/**
 * J1: any sequence of calls does what it does to a sorted map; reopening and crashing are calls, too. How many sequences are tried with tiny
 * sizes, {@code -Djqwik.tries.default} says.
 */
class SequenceTest {
    @Property(shrinking = ShrinkingMode.BOUNDED)
    void tiny_segments_nodes_and_cache(@ForAll("tinyCalls") List<TwinCall> calls) throws IOException {
        new Twin(Sizes.TINY, Mutants.NONE).run(calls);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void keys_up_to_10_kb_with_shared_prefixes_and_values_of_several_segments(
            @ForAll("largeCalls") List<TwinCall> calls) throws IOException {
        new Twin(Sizes.SMALL, Mutants.NONE).run(calls);
    }

    @Provide
    Arbitrary<List<TwinCall>> tinyCalls() {
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
    Arbitrary<List<TwinCall>> largeCalls() {
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

    private static Arbitrary<TwinCall> calls(Arbitrary<byte[]> keys, Arbitrary<byte[]> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Combinators.combine(keys, values).as(TwinCall.Put::new)),
                Tuple.of(2, Combinators.combine(keys, values).as(TwinCall.PutIfAbsent::new)),
                Tuple.of(2, Combinators.combine(keys, values, values).as(TwinCall.Replace::new)),
                Tuple.of(5, keys.map(TwinCall.Remove::new)),
                Tuple.of(1, Combinators.combine(keys, keys).as(TwinCall.RemoveMany::new)),
                Tuple.of(2, Combinators.combine(keys, values).as(TwinCall.Merge::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.PopMin::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.PopMax::new)),
                Tuple.of(
                        2, Combinators.combine(keys.list().ofMaxSize(8), values).as(TwinCall.Batch::new)),
                Tuple.of(2, Combinators.combine(keys, keys, keys).as(TwinCall.Transact::new)),
                Tuple.of(3, keys.map(TwinCall.Get::new)),
                Tuple.of(1, keys.map(TwinCall.Near::new)),
                Tuple.of(
                        1,
                        Combinators.combine(keys, keys, Arbitraries.of(true, false))
                                .as(TwinCall.Scan::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.Snapshot::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.NextId::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.Flush::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.Reopen::new)),
                Tuple.of(1, Arbitraries.create(TwinCall.Kill::new)));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
