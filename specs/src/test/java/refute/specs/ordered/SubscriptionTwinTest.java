package refute.specs.ordered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.check.Witness;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.history.Operation;
import refute.harness.history.Value;

/** The checker against the definition, by search: is there an order of all calls in which a map and its listener would have answered just so? */
class SubscriptionTwinTest {
    /** The checker looks at pairs, the search at all: a few histories in ten thousand have no order for reasons that take three. */
    private static final double FOUND_LEAST = 0.99;

    private static final int HISTORIES = Integer.getInteger("refute.subscription.histories", 6000);

    @Test
    void who_has_an_order_is_never_accused_and_who_has_none_nearly_always() {
        int without = 0;
        int found = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomListening(new Seed(seed)).history();
            CheckResult result = new SubscriptionChecker().check(Evidence.of(history), Budget.standard());
            boolean accused = result.verdict() == Verdict.INVALID;
            if (new Search(history).finds()) {
                assertThat(accused)
                        .as("seed " + seed + "\n" + words(history) + result.reason())
                        .isFalse();
            } else {
                without++;
                found += accused ? 1 : 0;
                if (!accused && Boolean.getBoolean("refute.subscription.missed")) {
                    System.out.println("seed " + seed + "\n" + words(history));
                }
            }
        }
        assertThat(without).isGreaterThan(HISTORIES / 5);
        assertThat(found).as("of %d", without).isGreaterThanOrEqualTo((int) (without * FOUND_LEAST));
    }

    private static String words(History history) {
        StringBuilder words = new StringBuilder();
        history.entries()
                .forEach(entry -> words.append(entry.process().number())
                        .append(' ')
                        .append(entry.kind())
                        .append(' ')
                        .append(entry.function())
                        .append(' ')
                        .append(entry.key())
                        .append(' ')
                        .append(entry.value())
                        .append('\n'));
        return words.toString();
    }

    @Test
    void every_anomaly_comes_up() {
        Set<String> anomalies = new TreeSet<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomListening(new Seed(seed)).history();
            Changes changes = Changes.of(history);
            Stream.all(history)
                    .forEach(stream -> new StreamJudge(stream, changes)
                            .judge()
                            .ifPresent(witness -> anomalies.add(((Witness.Contradiction) witness).anomaly())));
        }
        assertThat(anomalies).containsExactly("doubled", "foreign", "from-nowhere", "lost", "order");
    }

    /** Tries all orders that agree with real time. */
    private static final class Search {
        private final List<Operation> operations;

        Search(History history) {
            operations = history.operations().stream()
                    .filter(operation -> operation.outcome() != EntryKind.FAIL)
                    .toList();
        }

        boolean finds() {
            return goesOn(0, Map.of(), null, List.of());
        }

        private boolean goesOn(int placed, Map<String, Value> map, @Nullable String prefix, List<Value> pending) {
            long end = Long.MAX_VALUE;
            boolean done = true;
            for (int i = 0; i < operations.size(); i++) {
                if ((placed & 1 << i) == 0) {
                    end = Math.min(end, operations.get(i).returnedNanos());
                    done = done && !operations.get(i).isOk();
                }
            }
            if (done) {
                return true;
            }
            for (int i = 0; i < operations.size(); i++) {
                if ((placed & 1 << i) == 0
                        && operations.get(i).invokedNanos() <= end
                        && place(i, placed | 1 << i, map, prefix, pending)) {
                    return true;
                }
            }
            return false;
        }

        private boolean place(int i, int placed, Map<String, Value> map, @Nullable String prefix, List<Value> pending) {
            Operation operation = operations.get(i);
            switch (operation.function()) {
                case "subscribe" -> {
                    return goesOn(placed, map, Scan.text(operation.argument()), List.of());
                }
                case "take", "unsubscribe" -> {
                    return operation.result().equals(Value.of(pending))
                            && goesOn(placed, map, operation.function().equals("take") ? prefix : null, List.of());
                }
                default -> {
                    String key = Changes.key(operation);
                    Value before = map.getOrDefault(key, Value.NIL);
                    if (operation.isOk() && !operation.result().equals(before)) {
                        return false;
                    }
                    Value after = operation.function().equals("put") ? operation.argument() : Value.NIL;
                    Map<String, Value> next = new HashMap<>(map);
                    next.put(key, after);
                    List<Value> more = new ArrayList<>(pending);
                    if (prefix != null && key.startsWith(prefix) && !after.equals(before)) {
                        more.add(Value.pair(Value.of(key), after));
                    }
                    return goesOn(placed, next, prefix, more);
                }
            }
        }
    }
}
