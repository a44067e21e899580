package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.Call;
import refute.specs.model.Model;

/** Breaks each rule of the search for any model once, and shows that comparing with plain recursion notices. */
class SlotSearchMutantsTest {
    private static final int HISTORIES_PER_MODEL = 4_000;
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(2), 1L << 28, 1);

    enum Mutant {
        READS_SEE_ANYTHING,
        WRITES_ARE_EAGER,
        ONE_STATE_IS_ENOUGH,
        MEMORY_FORGETS_THE_STATE,
        MEMORY_FORGETS_THE_SLOTS,
        MEMORY_FORGETS_THE_CRASHED,
        MEMORY_FORGETS_THE_RETURN,
        CRASHED_OPERATIONS_NEVER_HAPPEN,
        CRASHED_OPERATIONS_HAPPEN_BEFORE_THEY_ARE_INVOKED
    }

    @Test
    void the_search_without_mutants_agrees() {
        assertThat(isCaught(null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        assertThat(isCaught(mutant)).isTrue();
    }

    private static boolean isCaught(@Nullable Mutant mutant) {
        RandomGenerator random = new Seed(10).random();
        if (isCaught(mutant, new Coin(), COIN_SAMPLES, random)) {
            return true;
        }
        return Vocabulary.ALL.entrySet().stream()
                .anyMatch(each -> isCaught(mutant, each.getKey(), each.getValue(), random));
    }

    private static <S> boolean isCaught(
            @Nullable Mutant mutant, Model<S> model, List<Histories.Sample> samples, RandomGenerator random) {
        for (int i = 0; i < HISTORIES_PER_MODEL; i++) {
            History history = Histories.random(random, samples, 1 + random.nextInt(7), 1 + random.nextInt(4));
            Operations operations = OneObject.operations(model, history);
            Allowance allowance = Allowance.of(BUDGET);
            SlotSearch.Run<S> search = mutant == null
                    ? new SlotSearch.Run<>(model, operations, allowance)
                    : new MutatedRun<>(model, operations, allowance, mutant);
            if (Hunt.isWrong(model, history, search.find())) {
                return true;
            }
        }
        return false;
    }

    private static final List<Histories.Sample> COIN_SAMPLES = List.of(
            new Histories.Sample("toss", List.of(Value.NIL), List.of(Value.NIL)),
            new Histories.Sample("look", List.of(Value.NIL), List.of(Value.of(0), Value.of(1))));

    /** The object chooses. */
    private record Coin() implements Model<Integer> {
        @Override
        public String name() {
            return "coin";
        }

        @Override
        public String description() {
            return "shows one side or the other after each toss";
        }

        @Override
        public List<String> functions() {
            return List.of("toss", "look");
        }

        @Override
        public boolean isRead(String function) {
            return function.equals("look");
        }

        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public List<Integer> step(Integer side, Call call) {
            if (call.function().equals("toss")) {
                return List.of(0, 1);
            }
            return call.answered(Value.of(side)) ? List.of(side) : List.of();
        }
    }

    private static final class MutatedRun<S> extends SlotSearch.Run<S> {
        private final Mutant mutant;

        MutatedRun(Model<S> model, Operations operations, Allowance allowance, Mutant mutant) {
            super(model, operations, allowance);
            this.mutant = mutant;
        }

        @Override
        boolean isEager(int operation) {
            return switch (mutant) {
                case READS_SEE_ANYTHING -> isRead(operation);
                case WRITES_ARE_EAGER -> after(operation).length > 0;
                default -> super.isEager(operation);
            };
        }

        @Override
        int[] after(int operation) {
            int[] after = super.after(operation);
            return mutant == Mutant.ONE_STATE_IS_ENOUGH ? Arrays.copyOf(after, Math.min(1, after.length)) : after;
        }

        @Override
        int available(int crashClass) {
            return switch (mutant) {
                case CRASHED_OPERATIONS_NEVER_HAPPEN -> 0;
                case CRASHED_OPERATIONS_HAPPEN_BEFORE_THEY_ARE_INVOKED -> timeline.members[crashClass].length;
                default -> super.available(crashClass);
            };
        }

        @Override
        long[] configuration(int cursor, int inState, long[] slotsUsed, int[] crashedSpent) {
            return switch (mutant) {
                case MEMORY_FORGETS_THE_STATE -> super.configuration(cursor, 0, slotsUsed, crashedSpent);
                case MEMORY_FORGETS_THE_SLOTS ->
                    super.configuration(cursor, inState, new long[slotsUsed.length], crashedSpent);
                case MEMORY_FORGETS_THE_CRASHED ->
                    super.configuration(cursor, inState, slotsUsed, new int[crashedSpent.length]);
                case MEMORY_FORGETS_THE_RETURN -> super.configuration(0, inState, slotsUsed, crashedSpent);
                default -> super.configuration(cursor, inState, slotsUsed, crashedSpent);
            };
        }
    }
}
