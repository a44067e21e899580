package refute.specs.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;

/**
 * The checker against the definition of serializability, in all three of its strengths, on random histories; and mutants of the checker, each
 * with one rule broken, which the same comparison must notice.
 */
class ListAppendTwinTest {
    private static final int HISTORIES = 6_000;
    private static final int TRANSACTIONS = 5;

    @Test
    void the_checker_agrees_with_all_serial_orders() {
        Map<Respect, Integer> invalid = new EnumMap<>(Respect.class);
        for (int n = 0; n < HISTORIES; n++) {
            History history = RandomTransactions.of(new Seed(n), 1 + n % TRANSACTIONS);
            for (Respect respect : Respect.values()) {
                boolean exists = SerialOrders.exists(history, respect);
                assertThat(isValid(history, respect, null))
                        .as("%s, history %d:%n%s", respect, n, HistoryNotation.print(history))
                        .isEqualTo(exists);
                invalid.merge(respect, exists ? 0 : 1, Integer::sum);
            }
        }
        // The comparison is worth something only if it saw both, and each strength by itself.
        assertThat(invalid.get(Respect.NOTHING)).isBetween(HISTORIES / 20, HISTORIES / 2);
        assertThat(invalid.get(Respect.SESSIONS)).isGreaterThan(invalid.get(Respect.NOTHING));
        assertThat(invalid.get(Respect.REAL_TIME)).isGreaterThan(invalid.get(Respect.SESSIONS));
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        boolean killed = false;
        for (int n = 0; n < HISTORIES && !killed; n++) {
            History history = RandomTransactions.of(new Seed(n), 1 + n % TRANSACTIONS);
            for (Respect respect : Respect.values()) {
                killed |= isNoticed(history, respect, mutant);
            }
        }
        assertThat(killed).isTrue();
    }

    /** It says something else, or has to draw an edge for which it then finds no reason. */
    private static boolean isNoticed(History history, Respect respect, Mutant mutant) {
        try {
            return isValid(history, respect, mutant) != isValid(history, respect, null);
        } catch (AssertionError noReason) {
            return true;
        }
    }

    private static boolean isValid(History history, Respect respect, @Nullable Mutant mutant) {
        ListAppendChecker checker = new ListAppendChecker(
                new ConsistencyModel(Isolation.SERIALIZABLE, respect),
                (whole, transactions, lists) -> new Broken(whole, new Parts(transactions, lists), mutant));
        return checker.check(Evidence.of(history), Budget.standard()).verdict() == Verdict.VALID;
    }

    /** A rule of {@link Dependencies} that is broken. */
    enum Mutant {
        NO_ORDER_OF_APPENDS,
        ORDER_OF_APPENDS_TURNED_ROUND,
        NO_READER_AFTER_ITS_WRITER,
        NO_READER_BEFORE_THE_NEXT_WRITER,
        READERS_OF_THE_LAST_VERSION_MISS_NOTHING,
        UNKNOWN_TRANSACTIONS_NEVER_HAPPENED,
        NO_ORDER_OF_PROCESSES,
        NO_REAL_TIME,
        NEXT_WRITER_IS_THE_ONE_AFTER
    }

    private record Parts(java.util.List<Transaction> transactions, SequencedMap<Value, ListHistory> lists) {}

    private static final class Broken extends Dependencies {
        private final Parts parts;
        private final @Nullable Mutant mutant;

        Broken(History history, Parts parts, @Nullable Mutant mutant) {
            super(history, parts.transactions(), parts.lists().values());
            this.parts = parts;
            this.mutant = mutant;
        }

        @Override
        void versions(ListHistory list, DependencyGraph.Builder into) {
            if (mutant == Mutant.ORDER_OF_APPENDS_TURNED_ROUND) {
                for (int n = 1; n < list.size(); n++) {
                    if (happens(list.writer(n)) && happens(list.writer(n - 1))) {
                        into.add(list.writer(n), list.writer(n - 1), DependencyGraph.WW);
                    }
                }
            } else if (mutant != Mutant.NO_ORDER_OF_APPENDS) {
                super.versions(list, into);
            }
        }

        private boolean happens(int writer) {
            return writer != ListHistory.NOBODY
                    && parts.transactions().get(writer).isOk();
        }

        @Override
        void reader(ListHistory.Found found, Bounds bounds, DependencyGraph.Builder into) {
            int[] nobody = new int[bounds.before().length];
            Arrays.fill(nobody, ListHistory.NOBODY);
            Bounds changed = bounds;
            if (mutant == Mutant.NO_READER_AFTER_ITS_WRITER) {
                changed = new Bounds(nobody, bounds.after());
            } else if (mutant == Mutant.NO_READER_BEFORE_THE_NEXT_WRITER) {
                changed = new Bounds(bounds.before(), nobody);
            } else if (mutant == Mutant.NEXT_WRITER_IS_THE_ONE_AFTER) {
                int[] later = new int[nobody.length];
                Arrays.setAll(later, i -> i + 1 < later.length ? bounds.after()[i + 1] : ListHistory.NOBODY);
                changed = new Bounds(bounds.before(), later);
            }
            super.reader(found, changed, into);
        }

        @Override
        void unread(ListHistory list, Bounds bounds, DependencyGraph.Builder into) {
            if (mutant != Mutant.READERS_OF_THE_LAST_VERSION_MISS_NOTHING) {
                super.unread(list, bounds, into);
            }
        }

        @Override
        boolean happened(int number, boolean read) {
            return switch (mutant) {
                case UNKNOWN_TRANSACTIONS_NEVER_HAPPENED ->
                    parts.transactions().get(number).isOk();
                case null, default -> super.happened(number, read);
            };
        }

        @Override
        void processes(DependencyGraph.Builder into) {
            if (mutant != Mutant.NO_ORDER_OF_PROCESSES) {
                super.processes(into);
            }
        }

        @Override
        void realTime(DependencyGraph.Builder into) {
            if (mutant != Mutant.NO_REAL_TIME) {
                super.realTime(into);
            }
        }
    }
}
