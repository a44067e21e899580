package refute.systems.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.Entry;
import refute.tree.Tree;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/**
 * J2, J3, J9, J10: three threads with a few calls each, in an interleaving that the seed decides; their results must have an order, scans must see all that
 * stays, and in the end every page is in its place. Every third seed has no cache and flushes much, so that pages are read from segments
 * that are used again.
 */
final class SchedulesJudge implements TreeJudge {
    private static final TreeSettings MEMORY =
            new TreeSettings(64 << 10, 4 << 10, 16, 4, 120, 1 << 20, 3, 1000, 100, Duration.ZERO);
    private static final TreeSettings DISK = new TreeSettings(1024, 256, 16, 4, 120, 0, 3, 1, 100, Duration.ZERO);
    private static final int KEYS = 24;
    private static final int NEAR = 7;
    private static final int CALLS = 4;

    /** Of ten calls. */
    private static final int MEMORY_READS = 2;

    private static final int DISK_READS = 6;

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public String description() {
        return "three threads in an interleaving that the seed decides";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        return look(seed, mutants, new Turns(seed.substream("turns")), Shape.MANY);
    }

    /** How much happens in a trial. */
    enum Shape {
        /** Three threads; every third seed on a disk. */
        MANY,
        /** Two threads with two calls each, in memory. */
        FEW
    }

    /** One trial in the order of these turns. */
    static String look(Seed seed, Mutants mutants, Turns turns, Shape shape) throws Exception {
        RandomGenerator random = seed.substream("calls").random();
        boolean disk = shape == Shape.MANY && random.nextInt(3) == 0;
        TreeStore store = TreeStore.open(new MemoryStorage(), disk ? DISK : MEMORY, mutants.paced(turns::step));
        SortedMap<String, String> start = filled(store, random);
        if (disk) {
            store.flush();
        }
        Trial trial = new Trial(store, turns, start, random.nextInt(KEYS - NEAR));
        List<Callable<Void>> works = new ArrayList<>();
        if (shape == Shape.FEW) {
            works.add(trial.caller(random, 1, MEMORY_READS, 2));
            works.add(
                    random.nextInt(4) == 0
                            ? trial.scanner(random.nextBoolean())
                            : trial.caller(random, 2, MEMORY_READS, 2));
            return ended(trial, turns.run(works));
        }
        int reads = disk ? DISK_READS : MEMORY_READS;
        works.add(trial.caller(random, 1, reads));
        works.add(disk ? trial.flusher(random) : trial.caller(random, 2, reads));
        works.add(random.nextBoolean() ? trial.caller(random, 3, reads) : trial.scanner(random.nextBoolean()));
        return ended(trial, turns.run(works));
    }

    private static String ended(Trial trial, List<Throwable> thrown) throws IOException {
        return thrown.isEmpty() ? trial.judged() : "a thread throws " + thrown.getFirst();
    }

    private static SortedMap<String, String> filled(TreeStore store, RandomGenerator random) {
        SortedMap<String, String> map = new TreeMap<>();
        int filled = random.nextInt(KEYS);
        for (int i = 0; i < filled; i++) {
            String key = key(random.nextInt(KEYS));
            store.tree("t").put(bytes(key), bytes("s" + i));
            map.put(key, "s" + i);
        }
        return map;
    }

    private static String key(int number) {
        return "k" + (char) ('a' + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The threads of one trial, and what they saw. */
    private static final class Trial {
        private final TreeStore store;
        private final Tree tree;
        private final Turns turns;
        private final SortedMap<String, String> start;

        /** All calls are on a few keys from there on, so that they meet. */
        private final int near;

        private final Calls calls = new Calls();
        private final Set<String> staying;
        private String scanned = "";

        private Trial(TreeStore store, Turns turns, SortedMap<String, String> start, int near) {
            this.store = store;
            this.tree = store.tree("t");
            this.turns = turns;
            this.start = start;
            this.near = near;
            this.staying = new TreeSet<>(start.keySet());
        }

        private Callable<Void> caller(RandomGenerator random, int number, int reads) {
            return caller(random, number, reads, CALLS);
        }

        private Callable<Void> caller(RandomGenerator random, int number, int reads, int count) {
            List<Callable<Void>> its = new ArrayList<>();
            boolean removing = random.nextBoolean();
            for (int i = 0; i < count; i++) {
                String key = key(near + random.nextInt(NEAR));
                String value = "t" + number + "." + i;
                int kind = random.nextInt(10);
                if (kind < reads) {
                    its.add(call("get " + key, map -> String.valueOf(map.get(key)), () -> get(key)));
                } else if (random.nextInt(4) == 0 == removing) {
                    its.add(call(
                            "put " + key + " " + value,
                            map -> String.valueOf(map.put(key, value)),
                            () -> tree.put(bytes(key), bytes(value))
                                    .map(SchedulesJudge::text)
                                    .orElse("null")));
                } else {
                    staying.remove(key);
                    its.add(call(
                            "remove " + key,
                            map -> String.valueOf(map.remove(key)),
                            () -> tree.remove(bytes(key))
                                    .map(SchedulesJudge::text)
                                    .orElse("null")));
                }
            }
            return () -> {
                for (Callable<Void> one : its) {
                    one.call();
                }
                return null;
            };
        }

        private String get(String key) {
            return tree.get(bytes(key)).map(SchedulesJudge::text).orElse("null");
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

        private Callable<Void> flusher(RandomGenerator random) {
            int times = 10 + random.nextInt(50);
            // Between the others' keys, so that it changes their pages, and gone in the end.
            List<byte[]> own = random.ints(3, 0, KEYS)
                    .mapToObj(number -> bytes(key(number) + "+"))
                    .toList();
            return () -> {
                for (int i = 0; i < times; i++) {
                    tree.put(own.get(i % own.size()), new byte[40]);
                    store.flush();
                }
                own.forEach(tree::remove);
                return null;
            };
        }

        private Callable<Void> scanner(boolean backwards) {
            return () -> {
                for (int i = 0; i < 2 && scanned.isEmpty(); i++) {
                    scan(backwards);
                }
                return null;
            };
        }

        private void scan(boolean backwards) {
            List<String> seen = new ArrayList<>();
            byte[] all = {};
            Iterator<Entry> entries = backwards ? tree.scanBackwards(all, all) : tree.scan();
            while (entries.hasNext() && seen.size() < 2 * KEYS) {
                seen.add(text(entries.next().key()));
            }
            for (int i = 1; i < seen.size(); i++) {
                int order = seen.get(i - 1).compareTo(seen.get(i));
                if (backwards ? order <= 0 : order >= 0) {
                    scanned = "a scan gives " + seen.get(i) + " after " + seen.get(i - 1);
                }
            }
            Set<String> missed = new TreeSet<>(staying);
            missed.removeAll(seen);
            if (!missed.isEmpty()) {
                scanned = "a scan " + (backwards ? "backwards " : "") + "misses " + missed + ", which nobody removes";
            }
        }

        private String judged() throws IOException {
            if (!scanned.isEmpty()) {
                return scanned;
            }
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
