package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.Entry;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/** J1 and J11: one thread does to a tree what it does to a sorted map, keys with long common beginnings among them; what changes nothing writes nothing. */
final class MapJudge implements TreeJudge {
    private static final TreeSettings SETTINGS =
            new TreeSettings(64 << 10, 1 << 10, 4, 6, 2 << 10, 8 << 10, 4, 2, 100, Duration.ZERO);
    private static final int OPERATIONS = 400;
    private static final int ROUNDS_MAX = 20;

    @Override
    public String name() {
        return "map";
    }

    @Override
    public String description() {
        return "one thread, beside a sorted map";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws IOException {
        RandomGenerator random = seed.random();
        String prefix = "p".repeat(random.nextInt(4) * 170);
        Map<String, String> map = new TreeMap<>();
        MemoryStorage storage = new MemoryStorage();
        TreeStore store = TreeStore.open(storage, SETTINGS, mutants);
        for (int i = 0; i < OPERATIONS; i++) {
            String key = prefix + random.nextInt(80);
            Tree tree = store.tree("t");
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> {
                    tree.put(bytes(key), bytes("v" + i));
                    map.put(key, "v" + i);
                }
                case 5, 6, 7 -> {
                    tree.remove(bytes(key));
                    map.remove(key);
                }
                case 8 -> {
                    String found = tree.get(bytes(key)).map(MapJudge::text).orElse(null);
                    if (!Objects.equals(found, map.get(key))) {
                        return "key " + key + " has value " + found + ", not " + map.get(key);
                    }
                }
                default -> {
                    if (random.nextInt(8) == 0) {
                        store.close();
                        store = TreeStore.open(storage, SETTINGS, mutants);
                    }
                }
            }
        }
        String wrong = compared(store.tree("t"), map);
        return wrong.isEmpty() ? idle(store, storage) : wrong;
    }

    private static String compared(Tree tree, Map<String, String> map) {
        Iterator<Entry> found = tree.scan();
        for (Map.Entry<String, String> expected : map.entrySet()) {
            if (!found.hasNext()) {
                return "a scan ends before " + expected.getKey();
            }
            Entry next = found.next();
            if (!Arrays.equals(next.key(), bytes(expected.getKey()))
                    || !Arrays.equals(next.value(), bytes(expected.getValue()))) {
                return "a scan gives " + text(next.key()) + " = " + text(next.value()) + ", not " + expected;
            }
        }
        return found.hasNext() ? "a scan gives " + text(found.next().key()) + ", which is not there" : "";
    }

    private static String idle(TreeStore store, MemoryStorage storage) {
        // At first, searches may finish what earlier calls have left half done, and housekeeping has work to do.
        for (int round = 0; round < ROUNDS_MAX; round++) {
            long before = storage.calls();
            removeAbsent(store);
            if (storage.calls() == before) {
                return "";
            }
        }
        return "to remove what is not there takes space";
    }

    private static void removeAbsent(TreeStore store) {
        for (int i = 0; i < 100; i++) {
            store.tree("t").remove(bytes("absent " + i));
        }
        store.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
