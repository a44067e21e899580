package refute.systems.tree;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import refute.harness.Seed;
import refute.tree.Subscription;
import refute.tree.Tree;
import refute.tree.TreeBatch;
import refute.tree.TreeEvent;
import refute.tree.TreeSettings;
import refute.tree.TreeStore;
import refute.tree.mutant.Mutants;
import refute.tree.storage.MemoryStorage;

/**
 * J13: two threads change the same few keys, in an interleaving that the seed decides, and some of their calls change nothing. A subscriber must hear
 * of each change once, of each thread's in its order, and of each key's last change last.
 */
final class SubscribeJudge implements TreeJudge {
    private static final TreeSettings SETTINGS =
            new TreeSettings(64 << 10, 4 << 10, 16, 4, 120, 1 << 20, 3, 1000, 100, Duration.ZERO);
    private static final int THREADS = 2;
    private static final int CALLS = 8;
    private static final int KEYS = 5;

    @Override
    public String name() {
        return "subscribe";
    }

    @Override
    public String description() {
        return "a subscriber beside two threads in an interleaving that the seed decides";
    }

    @Override
    public String look(Seed seed, Mutants mutants) throws Exception {
        Turns turns = new Turns(seed.substream("turns"));
        RandomGenerator random = seed.substream("calls").random();
        TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS, mutants.paced(turns::step, turns::giveTurn));
        Tree tree = store.tree("t");
        Subscription subscription = tree.subscribe(bytes("k"), THREADS * CALLS * 2);
        List<List<String>> made = new ArrayList<>();
        List<Callable<Void>> works = new ArrayList<>();
        for (int number = 1; number <= THREADS; number++) {
            List<String> its = new ArrayList<>();
            made.add(its);
            works.add(caller(store, tree, random, number, its));
        }
        List<Throwable> thrown = turns.run(works);
        if (!thrown.isEmpty()) {
            return "a thread throws " + thrown.getFirst();
        }
        return judged(tree, heard(subscription), made);
    }

    private static Callable<Void> caller(
            TreeStore store, Tree tree, RandomGenerator random, int number, List<String> made) {
        List<Runnable> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String value = number + "." + i;
            String key = "k" + random.nextInt(KEYS);
            calls.add(
                    switch (random.nextInt(5)) {
                        case 0 ->
                            () -> {
                                if (tree.putIfAbsent(bytes(key), bytes(value))) {
                                    made.add(key + "=" + value);
                                }
                            };
                        case 1 -> () -> tree.remove(bytes("k absent"));
                        case 2 ->
                            () -> {
                                store.apply(new TreeBatch()
                                        .put(tree, bytes(key), bytes(value))
                                        .remove(tree, bytes("k absent")));
                                made.add(key + "=" + value);
                            };
                        default ->
                            () -> {
                                tree.put(bytes(key), bytes(value));
                                made.add(key + "=" + value);
                            };
                    });
        }
        return () -> {
            calls.forEach(Runnable::run);
            return null;
        };
    }

    private static List<String> heard(Subscription subscription) {
        List<String> heard = new ArrayList<>();
        for (Optional<TreeEvent> next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            TreeEvent event = next.get();
            heard.add(text(event.key()) + "="
                    + event.value().map(SubscribeJudge::text).orElse("-"));
        }
        return heard;
    }

    private static String judged(Tree tree, List<String> heard, List<List<String>> made) {
        for (List<String> its : made) {
            List<String> heardOfIts = heard.stream().filter(its::contains).toList();
            if (!heardOfIts.equals(its)) {
                return "a thread made " + its + ", but the subscriber heard " + heardOfIts;
            }
        }
        int all = made.stream().mapToInt(List::size).sum();
        if (heard.size() != all) {
            return "the subscriber heard " + heard + ", which are more than the " + all + " changes that were made";
        }
        Map<String, String> last = new TreeMap<>();
        heard.forEach(one -> last.put(one.substring(0, one.indexOf('=')), one));
        Map<String, String> end = new TreeMap<>();
        tree.scan().forEachRemaining(entry -> {
            String key = text(entry.key());
            end.put(key, key + "=" + text(entry.value()));
        });
        return last.equals(end) ? "" : "what the subscriber heard last, " + last + ", is not what is there, " + end;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
