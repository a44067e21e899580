package refute.specs.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.Recording;
import refute.specs.session.Observations.Node;

/** The monitor against the definitions: every small history, then random ones; and what that notices if a rule is broken. */
class SessionTwinTest {
    private static final int HISTORIES = 50_000;
    private static final int HISTORIES_FOR_MUTANTS = 20_000;
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 1L << 28, 1);
    private static final Set<Guarantee> FOUR = EnumSet.of(
            Guarantee.READ_YOUR_WRITES,
            Guarantee.MONOTONIC_READS,
            Guarantee.MONOTONIC_WRITES,
            Guarantee.WRITES_FOLLOW_READS);

    /** Reads and writes of values of their own by two processes on one or two registers: all with four operations. */
    @Test
    void the_monitor_agrees_with_the_definitions_on_every_history_of_four_operations() {
        int choices = 2 * 2 * 4;
        int count = 0;
        for (int code = 0; code < choices * choices * choices * choices; code++) {
            Recording recording = new Recording();
            int rest = code;
            for (int i = 1; i <= 4; i++, rest /= choices) {
                int process = rest % 2;
                Value key = Value.of(rest / 2 % 2 == 0 ? "x" : "y");
                int kind = rest / 4 % 4;
                if (kind == 0) {
                    recording.invoke(process, "write", key, Value.of(i)).ok(process, Value.of(i), 0);
                } else {
                    Value seen = kind == 1 ? Value.NIL : Value.of(kind - 1);
                    recording.invoke(process, "read", key, Value.NIL).ok(process, seen, 0);
                }
            }
            History history = recording.history();
            count++;
            assertThat(objection(SessionMonitor.of(Value.NIL, false), false, history))
                    .as(() -> HistoryNotation.print(history))
                    .isEmpty();
        }
        assertThat(count).isEqualTo(65_536);
    }

    @Test
    void the_monitor_agrees_with_the_definitions_on_random_histories() {
        RandomGenerator random = new Seed(21).random();
        Map<Guarantee, Integer> broken = new EnumMap<>(Guarantee.class);
        for (int i = 0; i < HISTORIES; i++) {
            History history = RandomRegisters.next(random, 3 + random.nextInt(5), 2 + random.nextInt(2));
            boolean observes = i % 2 == 0;
            SessionMonitor monitor = SessionMonitor.of(Value.NIL, observes);
            assertThat(objection(monitor, observes, history))
                    .as(() -> HistoryNotation.print(history))
                    .isEmpty();
            monitor.judge(history, BUDGET).of().forEach((guarantee, standing) -> {
                if (standing instanceof Standing.Broken) {
                    broken.merge(guarantee, 1, Integer::sum);
                }
            });
        }
        assertThat(broken)
                .hasSize(Guarantee.values().length)
                .allSatisfy((guarantee, times) ->
                        assertThat(times).as(guarantee.words()).isBetween(HISTORIES / 200, HISTORIES * 9 / 10));
    }

    /** What is wrong with the answers about this history. */
    private static Optional<String> objection(SessionMonitor monitor, boolean observes, History history) {
        Standings standings = monitor.judge(history, BUDGET);
        Standing sequential = standings.of().get(Guarantee.SEQUENTIAL_CONSISTENCY);
        boolean expected = Definitions.sequential(history, observes);
        boolean open = sequential instanceof Standing.Unknown
                && Observations.of(history, Value.NIL, observes).hides();
        if (!open && sequential instanceof Standing.Holds != expected) {
            return Optional.of("sequential: " + sequential);
        }
        if (standings.of().get(Guarantee.MONOTONIC_READS) instanceof Standing.Unknown) {
            return expected && !open ? Optional.of("unknown: " + standings) : Optional.empty();
        }
        Standing causal = standings.of().get(Guarantee.CAUSAL_CONSISTENCY);
        if (causal instanceof Standing.Holds
                != Definitions.someOrder(history, order -> Definitions.isCausal(history, order))) {
            return Optional.of("causal: " + causal);
        }
        return sessions(standings, history);
    }

    /** A set is broken if no order keeps all of it; the smallest sets are those that the monitor names. */
    private static Optional<String> sessions(Standings standings, History history) {
        Set<Set<Guarantee>> possible = new HashSet<>();
        Definitions.someOrder(history, order -> {
            possible.add(Definitions.kept(history, order));
            return false;
        });
        for (Guarantee guarantee : FOUR) {
            Standing standing = standings.of().get(guarantee);
            int smallest = subsets().stream()
                    .filter(set -> set.contains(guarantee))
                    .filter(set -> isSmallestBroken(set, possible))
                    .mapToInt(Set::size)
                    .min()
                    .orElse(0);
            int told = standing instanceof Standing.Broken broken && isSmallestBroken(broken.together(), possible)
                    ? broken.together().size()
                    : 0;
            if (told != smallest || standing instanceof Standing.Unknown) {
                return Optional.of(guarantee + ": " + standing + ", possible " + possible);
            }
        }
        return Optional.empty();
    }

    private static boolean isSmallestBroken(Set<Guarantee> set, Set<Set<Guarantee>> possible) {
        return possible.stream().noneMatch(kept -> kept.containsAll(set))
                && set.stream()
                        .allMatch(one -> possible.stream().anyMatch(kept -> kept.containsAll(without(set, one))));
    }

    private static Set<Guarantee> without(Set<Guarantee> set, Guarantee one) {
        Set<Guarantee> rest = new HashSet<>(set);
        rest.remove(one);
        return rest;
    }

    private static List<Set<Guarantee>> subsets() {
        return java.util.stream.IntStream.range(1, 16)
                .<Set<Guarantee>>mapToObj(set -> {
                    Set<Guarantee> members = new HashSet<>();
                    FOUR.stream().filter(one -> (set & one.bit()) != 0).forEach(members::add);
                    return members;
                })
                .toList();
    }

    enum Mutant {
        FORGETS_READ_YOUR_WRITES(Guarantee.READ_YOUR_WRITES.bit()),
        FORGETS_MONOTONIC_READS(Guarantee.MONOTONIC_READS.bit()),
        FORGETS_MONOTONIC_WRITES(Guarantee.MONOTONIC_WRITES.bit()),
        FORGETS_WRITES_FOLLOW_READS(Guarantee.WRITES_FOLLOW_READS.bit()),
        FORGETS_WHAT_IS_FIRST(WriteOrders.FROM_THE_START),
        FORGETS_SESSIONS(HappensBefore.SESSION),
        FORGETS_WHO_WROTE(HappensBefore.READS_FROM),
        FORGETS_THE_BEGINNING(HappensBefore.START),
        FORGETS_OVERWRITES(HappensBefore.OVERWRITTEN),
        READS_SEE_ANYTHING(0),
        TELLS_STATES_APART_BY_PLACES_ALONE(0);

        private final int forgotten;

        Mutant(int forgotten) {
            this.forgotten = forgotten;
        }
    }

    /** Of 1 and 2 in x, 1 must be the last, and is tried first; when the other order is tried, each session has come as far as before. */
    private static final String REFUSED_AT_THE_SAME_PLACES = """
            0 write[x] 1 -> ok
            0 write[q] 6 -> ok
            1 write[x] 2 -> ok
            1 read[q] -> ok 6
            1 write[z] 5 -> ok
            2 read[z] -> ok 5
            2 cas[x] [2 9] -> fail
            """;

    @Test
    void the_monitor_without_mutants_agrees_where_they_do_not() {
        assertThat(objection(
                        SessionMonitor.of(Value.NIL, true), true, HistoryNotation.parse(REFUSED_AT_THE_SAME_PLACES)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        RandomGenerator random = new Seed(22).random();
        boolean killed = objection(new Mutated(mutant), true, HistoryNotation.parse(REFUSED_AT_THE_SAME_PLACES))
                .isPresent();
        for (int i = 0; i < HISTORIES_FOR_MUTANTS && !killed; i++) {
            History history = RandomRegisters.next(random, 3 + random.nextInt(6), 2 + random.nextInt(3));
            killed = objection(new Mutated(mutant), true, history).isPresent();
        }
        assertThat(killed).isTrue();
    }

    private static final class Mutated extends SessionMonitor {
        private final Mutant mutant;

        Mutated(Mutant mutant) {
            super(Value.NIL, true);
            this.mutant = mutant;
        }

        @Override
        Orders orders(int things) {
            // The bits of the two kinds of orders overlap; the numbers of things tell them apart by the root at the
            // end.
            return new Orders(things) {
                @Override
                void add(int earlier, int later, int bit, int first, int second) {
                    if ((bit & mutant.forgotten) == 0) {
                        super.add(earlier, later, bit, first, second);
                    }
                }
            };
        }

        @Override
        SequentialSearch search(
                Observations observations, Orders orders, java.util.function.BooleanSupplier spent, long bytesMax) {
            return new SequentialSearch(observations, orders, spent, bytesMax) {
                @Override
                boolean sees(Node node, int source) {
                    return mutant == Mutant.READS_SEE_ANYTHING || super.sees(node, source);
                }

                @Override
                int[] remembered(int[] registers) {
                    return mutant == Mutant.TELLS_STATES_APART_BY_PLACES_ALONE
                            ? new int[0]
                            : super.remembered(registers);
                }
            };
        }
    }
}
