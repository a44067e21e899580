package refute.systems.tree;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.storage.MemoryStorage;

/**
 * J2 by somebody else's tool: the tree under Lincheck, which runs a few calls in threads, at once (stress) and in every interleaving that it comes to
 * within its bound (model checking), and looks for an order of the calls that a sorted map agrees with.
 */
class LincheckTest {
    private static final int ITERATIONS = Integer.getInteger("refute.tree.lincheck", 2);

    /** What a sorted map does. */
    public static class SortedMap {
        private final TreeMap<Integer, Integer> map = new TreeMap<>();

        @Operation
        public int get(int key) {
            return map.getOrDefault(key, -1);
        }

        @Operation
        public int put(int key, int value) {
            return before(map.put(key, value));
        }

        @Operation
        public int remove(int key) {
            return before(map.remove(key));
        }

        @Operation
        public boolean putIfAbsent(int key, int value) {
            return map.putIfAbsent(key, value) == null;
        }

        private static int before(Integer value) {
            return value == null ? -1 : value;
        }
    }

    /** A tree whose pages are split after four entries; it has three from the beginning. */
    @Param(name = "key", gen = IntGen.class, conf = "0:6")
    @Param(name = "value", gen = IntGen.class, conf = "1:9")
    public static class OnTree {
        private static final TreeSettings SETTINGS =
                new TreeSettings(64 << 10, 4 << 10, 4, 4, 120, 1 << 20, 3, 1000, 100, Duration.ZERO);

        private final Tree tree;

        public OnTree() {
            try {
                tree = TreeStore.open(new MemoryStorage(), SETTINGS).tree("t");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Operation
        public int get(@Param(name = "key") int key) {
            return tree.get(bytes(key)).map(OnTree::number).orElse(-1);
        }

        @Operation
        public int put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return tree.put(bytes(key), bytes(value)).map(OnTree::number).orElse(-1);
        }

        @Operation
        public int remove(@Param(name = "key") int key) {
            return tree.remove(bytes(key)).map(OnTree::number).orElse(-1);
        }

        @Operation
        public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return tree.putIfAbsent(bytes(key), bytes(value));
        }

        private static byte[] bytes(int number) {
            return ("n" + number).getBytes(StandardCharsets.US_ASCII);
        }

        private static int number(byte[] bytes) {
            return Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII).substring(1));
        }
    }

    @Test
    void threads_at_once_agree_with_a_sorted_map() {
        new StressOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(4)
                .sequentialSpecification(SortedMap.class)
                .check(OnTree.class);
    }

    @Test
    void interleavings_agree_with_a_sorted_map() {
        new ModelCheckingOptions()
                // How numbers become bytes is nobody's business but one thread's; and it uses what Lincheck 3.7
                // stumbles over.
                .addGuarantee(forClasses("refute.tree.log.MessageFormat", "refute.tree.node.Keys")
                        .allMethods()
                        .ignore())
                .iterations(ITERATIONS)
                .invocationsPerIteration(50)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(4)
                .sequentialSpecification(SortedMap.class)
                .check(OnTree.class);
    }
}
