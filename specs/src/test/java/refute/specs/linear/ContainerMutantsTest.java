package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.specs.model.ContainerModel;
import refute.specs.model.ContainerModel.Discipline;

/** Breaks each rule of the monitors of containers once for each discipline that has it, and shows that comparing with plain recursion notices. */
class ContainerMutantsTest {
    private static final int HISTORIES = 20_000;

    enum Mutant {
        VALUES_COME_OUT_TWICE,
        VALUES_COME_FROM_NOWHERE,
        CRASHED_PUTS_NEVER_HAPPEN,
        TAKES_BEGIN_BEFORE_THEIR_VALUE,
        NOTHING_IS_SURELY_INSIDE,
        VALUES_ARE_INSIDE_TOO_LONG,
        NOTHING_IS_FOUND_AT_ANY_TIME,
        CRASHED_TAKES_NEVER_HAPPEN,
        PUTS_HAVE_NO_ORDER,
        PUTS_THAT_OVERLAP_HAVE_AN_ORDER,
        TAKES_HAVE_NO_ORDER,
        ANYTHING_GOES_IN_FIRST,
        ONLY_THE_FIRST_IS_EVER_FIRST,
        ANYTHING_COMES_OUT_LAST,
        NOTHING_COMES_OUT_LAST
    }

    private static final Set<Mutant> OF_QUEUES = EnumSet.range(Mutant.PUTS_HAVE_NO_ORDER, Mutant.TAKES_HAVE_NO_ORDER);
    private static final Set<Mutant> OF_STACKS =
            EnumSet.range(Mutant.ANYTHING_GOES_IN_FIRST, Mutant.NOTHING_COMES_OUT_LAST);

    static Stream<Arguments> mutants() {
        return Stream.of(Discipline.values())
                .flatMap(discipline -> Stream.of(Mutant.values())
                        .filter(mutant -> !OF_QUEUES.contains(mutant) || discipline == Discipline.FIRST_IN_FIRST_OUT)
                        .filter(mutant -> !OF_STACKS.contains(mutant) || discipline == Discipline.LAST_IN_FIRST_OUT)
                        .map(mutant -> Arguments.of(discipline, mutant)));
    }

    @ParameterizedTest
    @EnumSource
    void a_monitor_without_mutants_agrees(Discipline discipline) {
        assertThat(isCaught(new ContainerModel(discipline), null)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_is_killed(Discipline discipline, Mutant mutant) {
        assertThat(isCaught(new ContainerModel(discipline), mutant)).isTrue();
    }

    /** Wrong is also to decide nothing where there is no crashed take. */
    private static boolean isCaught(ContainerModel model, @Nullable Mutant mutant) {
        ContainerRules rules = mutant == null ? new ContainerRules() : new MutatedRules(mutant);
        RandomGenerator random = new Seed(34).random();
        for (int i = 0; i < HISTORIES; i++) {
            boolean crashes = i % 4 == 0;
            History history = RandomContainers.of(
                    model.discipline(), random, crashes, 1 + random.nextInt(8), 1 + random.nextInt(4));
            try {
                Optional<Finding> finding = UniqueContainerTest.decide(model, history, rules);
                if (finding.map(found -> Hunt.isWrong(model, history, found))
                        .orElse(!UniqueContainerTest.hasCrashedTake(model, history))) {
                    return true;
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException | AssertionError broken) {
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
        boolean isFirstIn(int putFrom, int begin) {
            return switch (mutant) {
                case ANYTHING_GOES_IN_FIRST -> true;
                case ONLY_THE_FIRST_IS_EVER_FIRST -> putFrom == 0;
                default -> super.isFirstIn(putFrom, begin);
            };
        }

        @Override
        boolean isLastOut(int takeUntil, int end) {
            return switch (mutant) {
                case ANYTHING_COMES_OUT_LAST -> true;
                case NOTHING_COMES_OUT_LAST -> false;
                default -> super.isLastOut(takeUntil, end);
            };
        }
    }
}
