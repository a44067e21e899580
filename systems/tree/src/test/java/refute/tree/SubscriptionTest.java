package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import refute.tree.storage.MemoryStorage;

/** J13. */
class SubscriptionTest {
    private static final TreeSettings SETTINGS =
            new TreeSettings(4096, 512, 3, 5, 400, 4000, 3, 3, 100, Duration.ofMillis(2));
    private static final Duration SOON = Duration.ofSeconds(20);

    private static byte[] text(String text) {
        return SequenceTest.text(text);
    }

    private static String words(TreeEvent event) {
        return new String(event.key(), java.nio.charset.StandardCharsets.UTF_8) + "="
                + event.value()
                        .map(value -> new String(value, java.nio.charset.StandardCharsets.UTF_8))
                        .orElse("-");
    }

    @Test
    void a_subscriber_hears_of_each_change_under_its_prefix_and_of_nothing_that_changes_nothing() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            Subscription subscription = tree.subscribe(text("a"), 100);
            tree.put(text("a1"), text("1"));
            tree.put(text("b1"), text("1"));
            tree.remove(text("a2"));
            tree.putIfAbsent(text("a1"), text("2"));
            tree.replace(text("a1"), text("9"), text("3"));
            tree.replace(text("a1"), text("1"), text("4"));
            store.apply(new TreeBatch().put(tree, text("a3"), text("5")).remove(tree, text("a1")));
            tree.popMin();
            store.tree("u").put(text("a1"), text("6"));

            List<String> heard = new ArrayList<>();
            for (Optional<TreeEvent> next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
                heard.add(words(next.get()));
            }
            assertThat(heard).containsExactly("a1=1", "a1=4", "a1=-", "a3=5", "a3=-");
        }
    }

    @Test
    void several_writers_of_the_same_keys_are_heard_in_the_order_of_what_stays() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            Subscription subscription = tree.subscribe(new byte[0], 1_000_000);
            AtomicBoolean ended = new AtomicBoolean();
            Map<String, String> last = new HashMap<>();
            Map<String, Integer> counts = new HashMap<>();
            Threads.run(4, thread -> {
                if (thread == 0) {
                    int heard = 0;
                    while (heard < 3 * 5000) {
                        TreeEvent event = subscription.next(SOON).orElseThrow();
                        String[] parts = words(event).split("=", -1);
                        last.put(parts[0], parts[1]);
                        counts.merge(parts[1].substring(0, 1), 1, Integer::sum);
                        heard++;
                    }
                    ended.set(true);
                    return;
                }
                for (int i = 0; i < 5000; i++) {
                    tree.put(text("k" + i % 13), text(thread + "." + i));
                }
            });
            assertThat(ended).isTrue();
            assertThat(subscription.poll()).isEmpty();
            assertThat(counts).isEqualTo(Map.of("1", 5000, "2", 5000, "3", 5000));
            tree.scan()
                    .forEachRemaining(entry ->
                            assertThat(last.get(new String(entry.key()))).isEqualTo(new String(entry.value())));
        }
    }

    /** Two writers are in the way of each other's events all the time; the third asks after each of its own. */
    @Test
    void who_takes_all_gets_all_that_had_returned_before() throws Exception {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            Subscription subscription = tree.subscribe(new byte[0], 1_000_000);
            AtomicBoolean ended = new AtomicBoolean();
            List<Thread> others = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                byte[] key = text("other" + writer);
                others.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; !ended.get(); i++) {
                        tree.put(key, text("" + i));
                    }
                }));
            }
            try {
                for (int i = 0; i < 2000; i++) {
                    String own = "own=" + i;
                    tree.put(text("own"), text("" + i));

                    List<String> heard = subscription.takeAll(SOON).stream()
                            .map(SubscriptionTest::words)
                            .toList();

                    assertThat(heard).contains(own);
                }
            } finally {
                ended.set(true);
                for (Thread other : others) {
                    other.join();
                }
            }
        }
    }

    @Test
    void who_lags_behind_gets_what_was_kept_and_then_an_error_that_says_how_much() throws IOException {
        try (TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS)) {
            Tree tree = store.tree("t");
            Subscription slow = tree.subscribe(text("k"), 3);
            for (int i = 0; i < 10; i++) {
                tree.put(text("k"), text("" + i));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(words(slow.poll().orElseThrow())).isEqualTo("k=" + i);
            }
            assertThatThrownBy(slow::poll)
                    .isInstanceOf(SubscriberLaggedException.class)
                    .hasMessageContaining("\"k\"")
                    .hasMessageContaining("3 events");
        }
    }

    @Test
    void who_waits_is_woken_when_the_store_closes_and_a_wait_ends_in_time() throws Exception {
        TreeStore store = TreeStore.open(new MemoryStorage(), SETTINGS);
        Subscription subscription = store.tree("t").subscribe(text(""), 3);
        assertThat(subscription.next(Duration.ofMillis(5))).isEmpty();
        Threads.run(2, thread -> {
            if (thread == 0) {
                assertThat(subscription.next(SOON)).isEmpty();
            } else {
                store.close();
            }
        });
        assertThatThrownBy(() -> store.tree("t").subscribe(text(""), 0)).isInstanceOf(IllegalStateException.class);
    }
}
