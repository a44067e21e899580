package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.Tree;
import refute.tree.TreeBatch;
import refute.tree.TreeSettings;
import refute.tree.TreeSnapshot;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/**
 * J2 for what is about several keys: batches, transactions, pops and snapshots of three threads among calls on one key, in an interleaving that the
 * seed decides. There must be an order in which each happened at one instant.
 */
final class TogetherJudge implements TreeJudge {
    private static final TreeSettings SETTINGS =
            new TreeSettings(64 << 10, 4 << 10, 16, 4, 120, 1 << 20, 3, 1000, 100, Duration.ZERO);
    private static final int THREADS = 3;
    private static final int CALLS = 4;
    private static final int KEYS = 8;

    @Override
    public String name() {
        return "together";
    }

    @Override
    public String description() {
        return "batches, transactions, pops and snapshots of three threads in an interleaving that the seed decides";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        Turns turns = new Turns(seed.substream("turns"));
        RandomGenerator random = seed.substream("calls").random();
        TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS, mutants.paced(turns::step, turns::giveTurn));
        SortedMap<String, String> start = new TreeMap<>();
        for (int i = random.nextInt(KEYS); i > 0; i--) {
            String key = key(random);
            store.tree("t").put(bytes(key), bytes("s" + i));
            start.put(key, "s" + i);
        }
        Trial trial = new Trial(store, store.tree("t"), turns, new Calls());
        List<Callable<Void>> works = new ArrayList<>();
        for (int number = 1; number <= THREADS; number++) {
            works.add(trial.caller(random, number));
        }
        List<Throwable> thrown = turns.run(works);
        if (!thrown.isEmpty()) {
            return "a thread throws " + thrown.getFirst();
        }
        return trial.judged(start);
    }

    private static String key(RandomGenerator random) {
        return key(random.nextInt(KEYS));
    }

    private static String key(int number) {
        return "k" + number;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The threads of one trial, and what they saw. */
    private record Trial(TreeStore store, Tree tree, Turns turns, Calls calls) {
        private Callable<Void> caller(RandomGenerator random, int number) {
            List<Callable<Void>> its = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                its.add(call(random, number + "." + i));
            }
            return () -> {
                for (Callable<Void> one : its) {
                    one.call();
                }
                return null;
            };
        }

        private Callable<Void> call(RandomGenerator random, String value) {
            String key = key(random);
            String other = key(random);
            int first = random.nextInt(KEYS);
            int last = first + random.nextInt(KEYS - first);
            return switch (random.nextInt(12)) {
                case 0, 1 ->
                    call(
                            "put all from " + first + " to " + last + " " + value,
                            map -> put(map, first, last, value),
                            () -> {
                                TreeBatch batch = new TreeBatch();
                                for (int i = first; i <= last; i++) {
                                    batch.put(tree, bytes(key(i)), bytes(value));
                                }
                                store.apply(batch);
                                return "";
                            });
                case 2 ->
                    call(
                            "copy " + key + " to " + other,
                            map -> {
                                String its = String.valueOf(map.get(key));
                                map.put(other, its + "'");
                                return its;
                            },
                            () -> store.transact(transaction -> {
                                String its = transaction
                                        .get(tree, bytes(key))
                                        .map(TogetherJudge::text)
                                        .orElse("null");
                                transaction.put(tree, bytes(other), bytes(its + "'"));
                                return its;
                            }));
                case 3, 4 ->
                    call(
                            "pop the first",
                            Trial::popFirst,
                            () -> tree.popMin().map(entry -> text(entry.key())).orElse("null"));
                case 5 ->
                    call(
                            "put " + key + " " + value,
                            map -> String.valueOf(map.put(key, value)),
                            () -> tree.put(bytes(key), bytes(value))
                                    .map(TogetherJudge::text)
                                    .orElse("null"));
                case 6 ->
                    call("read " + key + " and " + other + " as of now", map -> map.get(key) + map.get(other), () -> {
                        try (TreeSnapshot snapshot = store.snapshot()) {
                            return asOf(snapshot, key) + asOf(snapshot, other);
                        }
                    });
                default ->
                    call(
                            "get " + key,
                            map -> String.valueOf(map.get(key)),
                            () -> tree.get(bytes(key)).map(TogetherJudge::text).orElse("null"));
            };
        }

        private static String popFirst(SortedMap<String, String> map) {
            if (map.isEmpty()) {
                return "null";
            }
            String first = map.firstKey();
            map.remove(first);
            return first;
        }

        private static String put(Map<String, String> map, int first, int last, String value) {
            for (int i = first; i <= last; i++) {
                map.put(key(i), value);
            }
            return "";
        }

        private String asOf(TreeSnapshot snapshot, String key) {
            return snapshot.get(tree, bytes(key)).map(TogetherJudge::text).orElse("null");
        }

        private Callable<Void> call(
                String words, Function<SortedMap<String, String>, String> effect, Callable<String> does) {
            return () -> {
                int began = turns.now();
                String result = does.call();
                calls.add(new Calls.Call(words, effect, result, began, turns.now()));
                return null;
            };
        }

        private String judged(SortedMap<String, String> start) throws IOException {
            SortedMap<String, String> end = new TreeMap<>();
            tree.scan().forEachRemaining(entry -> end.put(text(entry.key()), text(entry.value())));
            if (!calls.areExplainedBy(start, end)) {
                return "no order explains these calls and what is there in the end: " + calls;
            }
            List<String> problems = store.check();
            return problems.isEmpty() ? "" : problems.getFirst();
        }
    }
}
