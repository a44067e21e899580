package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.harness.history.Value;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;

/** Breaks each rule of the queue's monitor once, and shows that comparing with plain recursion notices. */
class UniqueQueueMutantsTest {
    private static final int HISTORIES = 20_000;
    private static final ContainerModel QUEUE = new ContainerModel(Discipline.FIRST_IN_FIRST_OUT);

    enum Mutant {
        VALUES_COME_OUT_TWICE,
        VALUES_COME_FROM_NOWHERE,
        CRASHED_PUTS_NEVER_HAPPEN,
        TAKES_BEGIN_BEFORE_THEIR_VALUE,
        PUTS_HAVE_NO_ORDER,
        PUTS_THAT_OVERLAP_HAVE_AN_ORDER,
        TAKES_HAVE_NO_ORDER,
        NOTHING_IS_SURELY_INSIDE,
        VALUES_ARE_INSIDE_TOO_LONG,
        NOTHING_IS_FOUND_AT_ANY_TIME,
        CRASHED_TAKES_NEVER_HAPPEN
    }

    @Test
    void the_monitor_without_mutants_agrees() {
        assertThat(isCaught(null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        assertThat(isCaught(mutant)).isTrue();
    }

    /** Wrong is also to decide nothing where there is no crashed take. */
    private static boolean isCaught(@Nullable Mutant mutant) {
        ContainerRules rules = mutant == null ? new ContainerRules() : new MutatedRules(mutant);
        RandomGenerator random = new Seed(24).random();
        for (int i = 0; i < HISTORIES; i++) {
            boolean crashes = i % 4 == 0;
            History history = RandomContainers.of(
                    Discipline.FIRST_IN_FIRST_OUT, random, crashes, 1 + random.nextInt(8), 1 + random.nextInt(4));
            Operations operations = Partition.ofKey(QUEUE, history, Value.NIL, history.size());
            try {
                Optional<Finding> finding = UniqueQueue.decide(QUEUE, operations, rules);
                if (finding.map(found -> Hunt.isWrong(QUEUE, history, found))
                        .orElse(!UniqueQueueTest.hasCrashedTake(history))) {
                    return true;
                }
            } catch (IndexOutOfBoundsException | AssertionError broken) {
                return true;
            }
        }
        return false;
    }

    private static final class MutatedRules extends ContainerRules {
        private final Mutant mutant;

        MutatedRules(Mutant mutant) {
            this.mutant = mutant;
        }

        @Override
        boolean isTakenTwice(int before) {
            return mutant != Mutant.VALUES_COME_OUT_TWICE && super.isTakenTwice(before);
        }

        @Override
        boolean isFresh(int put, int putInvoked, int takeReturned) {
            boolean fresh = super.isFresh(put, putInvoked, takeReturned);
            return mutant == Mutant.VALUES_COME_FROM_NOWHERE ? put != ContainerValues.NONE && fresh : fresh;
        }

        @Override
        boolean happened(boolean crashed, boolean taken) {
            return mutant == Mutant.CRASHED_PUTS_NEVER_HAPPEN ? !crashed : super.happened(crashed, taken);
        }

        @Override
        int takeFrom(int takeInvoked, int putFrom) {
            return mutant == Mutant.TAKES_BEGIN_BEFORE_THEIR_VALUE ? takeInvoked : super.takeFrom(takeInvoked, putFrom);
        }

        @Override
        boolean isPutBefore(int until, int from) {
            return switch (mutant) {
                case PUTS_HAVE_NO_ORDER -> false;
                case PUTS_THAT_OVERLAP_HAVE_AN_ORDER -> until < from + 2;
                default -> super.isPutBefore(until, from);
            };
        }

        @Override
        boolean isTakenBefore(int until, int from) {
            return mutant != Mutant.TAKES_HAVE_NO_ORDER && super.isTakenBefore(until, from);
        }

        @Override
        boolean isSurelyInside(int putUntil, int takeFrom) {
            return switch (mutant) {
                case NOTHING_IS_SURELY_INSIDE -> false;
                case VALUES_ARE_INSIDE_TOO_LONG -> putUntil < takeFrom + 2;
                default -> super.isSurelyInside(putUntil, takeFrom);
            };
        }

        @Override
        boolean isTooLate(int moment, int returned) {
            return mutant != Mutant.NOTHING_IS_FOUND_AT_ANY_TIME && super.isTooLate(moment, returned);
        }

        @Override
        boolean mayHaveTaken(int crashedTakes) {
            return mutant != Mutant.CRASHED_TAKES_NEVER_HAPPEN && super.mayHaveTaken(crashedTakes);
        }
    }
}
