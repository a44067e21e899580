package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.specs.model.CasRegisterModel;

/** Breaks each rule of the zones once, and shows that comparing with plain recursion notices. */
class UniqueValuesMutantsTest {
    private static final int HISTORIES = 60_000;

    enum Mutant {
        VALUES_WRITTEN_TWICE_ARE_UNIQUE,
        FORWARD_ZONES_MAY_OVERLAP,
        BACKWARD_ZONES_FIT_ANYWHERE,
        ALL_ZONES_ARE_FORWARD,
        READS_MAY_COME_BEFORE_THEIR_WRITE,
        VALUES_COME_FROM_NOWHERE,
        THE_FIRST_VALUE_IS_WRITTEN,
        CHAINS_RUN_IN_CIRCLES,
        CRASHED_OPERATIONS_ALL_HAPPEN,
        CRASHED_OPERATIONS_NEVER_HAPPEN
    }

    @Test
    void the_zones_without_mutants_agree() {
        assertThat(isCaught(null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        assertThat(isCaught(mutant)).isTrue();
    }

    private static boolean isCaught(@Nullable Mutant mutant) {
        RandomGenerator random = new Seed(9).random();
        boolean twice = mutant == Mutant.VALUES_WRITTEN_TWICE_ARE_UNIQUE;
        CasRegisterModel model = new CasRegisterModel();
        List<Histories.Sample> samples = Vocabulary.casRegister(twice ? 2 : 5);
        // Compare-and-sets that make one value twice may run in a circle for ever.
        List<Histories.Sample> drawn = twice ? samples.subList(0, 2) : samples;
        for (int i = 0; i < HISTORIES; i++) {
            History history = Histories.random(random, drawn, 1 + random.nextInt(7), 1 + random.nextInt(4));
            Hunt.Suspect suspect = (m, operations) -> find(mutant, operations);
            RegisterOperations operations =
                    RegisterPartition.of(model, false, history, 1).getFirst().operations();
            if (producers(mutant, operations).isPresent() && Hunt.isWrong(model, history, suspect)) {
                return true;
            }
        }
        return false;
    }

    private static Finding find(@Nullable Mutant mutant, RegisterOperations operations) {
        int[] producer = producers(mutant, operations).orElseThrow();
        UniqueValues zones = mutant == null
                ? new UniqueValues(operations, producer)
                : new MutatedZones(operations, producer, mutant);
        return zones.order()
                .<Finding>map(Finding.Linearizable::new)
                .orElseGet(() -> new Finding.Stuck(operations.invoked()[0], List.of()));
    }

    private static Optional<int[]> producers(@Nullable Mutant mutant, RegisterOperations operations) {
        if (mutant != Mutant.VALUES_WRITTEN_TWICE_ARE_UNIQUE) {
            return operations.size() == 0 ? Optional.empty() : UniqueValues.producers(operations);
        }
        int[] producer = new int[operations.values()];
        Arrays.fill(producer, -1);
        for (int o = 0; o < operations.size(); o++) {
            if (operations.kind()[o] == RegisterOperations.WRITE) {
                producer[operations.value()[o]] = o;
            }
        }
        return Optional.of(producer);
    }

    private static final class MutatedZones extends UniqueValues {
        private final Mutant mutant;

        MutatedZones(RegisterOperations operations, int[] producer, Mutant mutant) {
            super(operations, producer);
            this.mutant = mutant;
        }

        @Override
        boolean isNeeded(int operation) {
            return mutant == Mutant.CRASHED_OPERATIONS_ALL_HAPPEN || super.isNeeded(operation);
        }

        @Override
        boolean isNeededByOthers() {
            return mutant != Mutant.CRASHED_OPERATIONS_NEVER_HAPPEN && super.isNeededByOthers();
        }

        @Override
        boolean isThereFromTheBeginning(int value) {
            return switch (mutant) {
                case VALUES_COME_FROM_NOWHERE -> true;
                case THE_FIRST_VALUE_IS_WRITTEN -> false;
                default -> super.isThereFromTheBeginning(value);
            };
        }

        @Override
        boolean isEachChainHeaded(int producers, int visited) {
            return mutant == Mutant.CHAINS_RUN_IN_CIRCLES || super.isEachChainHeaded(producers, visited);
        }

        @Override
        boolean isTooEarly(int returned, int invokedBefore) {
            return mutant != Mutant.READS_MAY_COME_BEFORE_THEIR_WRITE && super.isTooEarly(returned, invokedBefore);
        }

        @Override
        boolean isForward(int blockFirst, int blockLast) {
            return mutant == Mutant.ALL_ZONES_ARE_FORWARD || super.isForward(blockFirst, blockLast);
        }

        @Override
        boolean overlap(int earlierLast, int laterFirst) {
            return mutant != Mutant.FORWARD_ZONES_MAY_OVERLAP && super.overlap(earlierLast, laterFirst);
        }

        @Override
        boolean isInside(int earliestPoint, int zoneEnd) {
            return mutant != Mutant.BACKWARD_ZONES_FIT_ANYWHERE && super.isInside(earliestPoint, zoneEnd);
        }
    }
}
