package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.harness.history.HistoryNotation;
import refute.harness.history.Value;
import refute.specs.model.CasRegisterModel;
import refute.specs.model.FailedCas;

/**
 * Breaks each rule of the frontier search once, and shows that comparing with plain recursion notices.
 *
 * <p>The rules are methods of their own in {@link RegisterFrontier} and {@link ConfigurationSet}; a mutant is a subclass that lives only
 * here, so production pays nothing: where no subclass is loaded, the virtual machine calls these methods directly.
 */
class RegisterFrontierMutantsTest {
    private static final int HISTORIES = 40_000;

    enum Mutant {
        NO_EAGER_READS,
        READS_SEE_ANYTHING,
        ABSENCE_IS_NEVER_SEEN,
        NO_WRITE_IS_HIDDEN,
        WRITES_TO_COME_ARE_HIDDEN,
        ANY_OPEN_WRITE_CHANGES_NOTHING,
        NO_WRITE_IS_OWED,
        NO_LAST_CHANCE,
        LAST_CHANCE_ONLY_FOR_OPEN_READERS,
        CRASHED_OPERATIONS_NEVER_HAPPEN,
        CRASHED_OPERATIONS_HAPPEN_AGAIN_AND_AGAIN,
        LATEST_WRITE_FIRST,
        COMPARE_AND_SETS_ARE_NOT_INTERESTED,
        DOMINANCE_FORGETS_READS,
        DOMINANCE_FORGETS_USED_WRITES,
        DOMINANCE_FORGETS_HIDEABLE_WRITES,
        DOMINANCE_FORGETS_CRASHED_OPERATIONS,
        DOMINANCE_IS_TURNED_ROUND,
        ALONE_AMONG_OTHERS
    }

    @Test
    void the_search_without_mutants_agrees() {
        assertThat(disagreements(null)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        assertThat(disagreements(mutant)).isPositive();
    }

    /** Needs a second write of 1 after the one that returns first was used: random histories hardly ever do. */
    private static final String TWO_WRITES_OF_ONE_VALUE = """
            0 write 1
            1 write 1
            2 write 2
            3 read -> ok 1
            3 read -> ok 2
            0 ok
            3 read -> ok 2
            3 read -> ok 1
            1 ok
            2 ok
            """;

    /** Up to the first one. */
    private static int disagreements(@Nullable Mutant mutant) {
        RegisterOperations twoWrites = RegisterPartition.of(
                        new CasRegisterModel(), false, HistoryNotation.parse(TWO_WRITES_OF_ONE_VALUE), 1)
                .getFirst()
                .operations();
        if (!isLinearizable(mutant, twoWrites)) {
            return 1;
        }
        RandomGenerator random = new Seed(8).random();
        for (int i = 0; i < HISTORIES; i++) {
            FailedCas failedCas = FailedCas.values()[i % 2];
            CasRegisterModel model = new CasRegisterModel(Value.NIL, failedCas);
            History history = Histories.random(
                    random, Vocabulary.casRegister(2 + i % 2), 1 + random.nextInt(8), 1 + random.nextInt(5));
            boolean expected = WitnessVerifier.isLinearizable(model, history.operations());
            RegisterOperations operations = RegisterPartition.of(model, failedCas == FailedCas.OBSERVATION, history, 1)
                    .getFirst()
                    .operations();
            if (isLinearizable(mutant, operations) != expected) {
                return 1;
            }
        }
        return 0;
    }

    private static boolean isLinearizable(@Nullable Mutant mutant, RegisterOperations operations) {
        CrashClasses crashes = CrashClasses.of(operations);
        Allowance allowance = Allowance.of(Oracle.BUDGET);
        RegisterFrontier frontier = mutant == null
                ? new RegisterFrontier(operations, crashes, RegisterFrontier.EVERYTHING, false, false, allowance)
                : new MutatedFrontier(operations, crashes, allowance, mutant);
        return frontier.run() == RegisterFrontier.End.REACHED;
    }

    private static final class MutatedFrontier extends RegisterFrontier {
        private final Mutant mutant;
        private final RegisterOperations operations;

        MutatedFrontier(RegisterOperations operations, CrashClasses crashes, Allowance allowance, Mutant mutant) {
            super(
                    operations,
                    crashes,
                    EVERYTHING,
                    mutant == Mutant.CRASHED_OPERATIONS_HAPPEN_AGAIN_AND_AGAIN,
                    false,
                    allowance);
            this.mutant = mutant;
            this.operations = operations;
        }

        @Override
        ConfigurationSet newSet() {
            return new ConfigurationSet() {
                @Override
                boolean dominates(Configuration one, Configuration other) {
                    return MutatedFrontier.this.dominates(one, other, super.dominates(one, other));
                }
            };
        }

        private boolean dominates(Configuration one, Configuration other, boolean right) {
            boolean reads = (other.seen & ~one.seen) == 0;
            boolean used = (one.used & ~other.used) == 0;
            boolean hideable = ((other.used | other.hideable) & ~(one.used | one.hideable)) == 0;
            boolean spent = ConfigurationSet.spentNoMore(one, other);
            return switch (mutant) {
                case DOMINANCE_FORGETS_READS -> used && hideable && spent;
                case DOMINANCE_FORGETS_USED_WRITES -> reads && hideable && spent;
                case DOMINANCE_FORGETS_HIDEABLE_WRITES -> reads && used && spent;
                case DOMINANCE_FORGETS_CRASHED_OPERATIONS -> reads && used && hideable;
                case DOMINANCE_IS_TURNED_ROUND ->
                    (one.seen & ~other.seen) == 0
                            && (other.used & ~one.used) == 0
                            && ConfigurationSet.spentNoMore(other, one);
                default -> right;
            };
        }

        @Override
        long seenAt(int value) {
            return switch (mutant) {
                case NO_EAGER_READS -> 0;
                case READS_SEE_ANYTHING -> -1;
                case ABSENCE_IS_NEVER_SEEN -> super.seenAt(value) & ~unequalSlots();
                default -> super.seenAt(value);
            };
        }

        @Override
        long hideableAfterWrite(Configuration c) {
            return switch (mutant) {
                case NO_WRITE_IS_HIDDEN -> 0;
                case WRITES_TO_COME_ARE_HIDDEN -> -1;
                default -> super.hideableAfterWrite(c);
            };
        }

        @Override
        long hideableAt(Configuration c) {
            return mutant == Mutant.ANY_OPEN_WRITE_CHANGES_NOTHING ? -1 : super.hideableAt(c);
        }

        @Override
        boolean isOwed(Configuration c) {
            return mutant != Mutant.NO_WRITE_IS_OWED && super.isOwed(c);
        }

        @Override
        boolean isLastChance(Configuration c) {
            return switch (mutant) {
                case NO_LAST_CHANCE -> false;
                case LAST_CHANCE_ONLY_FOR_OPEN_READERS ->
                    super.isLastChance(c) && isInteresting(c, operations.value()[goal()]);
                default -> super.isLastChance(c);
            };
        }

        @Override
        boolean isLeft(Configuration c, int crashClass) {
            return mutant != Mutant.CRASHED_OPERATIONS_NEVER_HAPPEN && super.isLeft(c, crashClass);
        }

        @Override
        boolean isAlone() {
            return mutant == Mutant.ALONE_AMONG_OTHERS || super.isAlone();
        }

        @Override
        int earliest(long writes) {
            if (mutant != Mutant.LATEST_WRITE_FIRST) {
                return super.earliest(writes);
            }
            long rest = writes;
            while (Long.bitCount(rest) > 1) {
                rest &= ~(1L << super.earliest(rest));
            }
            return Long.numberOfTrailingZeros(rest);
        }

        @Override
        boolean isInteresting(Configuration c, int value) {
            return mutant == Mutant.COMPARE_AND_SETS_ARE_NOT_INTERESTED ? false : super.isInteresting(c, value);
        }
    }
}
