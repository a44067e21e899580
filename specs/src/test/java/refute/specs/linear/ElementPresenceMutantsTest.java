package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.harness.Seed;
import refute.harness.history.History;
import refute.specs.model.SetModel;

/** Breaks each rule about an element of a set once, and shows that comparing with plain recursion notices. */
class ElementPresenceMutantsTest {
    private static final int HISTORIES = 20_000;
    private static final SetModel MODEL = new SetModel();

    enum Mutant {
        CRASHED_ADDITIONS_NEVER_HAPPEN,
        ELEMENTS_ARE_SEEN_BEFORE_THEY_COME,
        ELEMENTS_COME_BEFORE_THEY_ARE_SEEN_AT_ONCE,
        ELEMENTS_ARE_SEEN_AFTER_THEY_WENT,
        ELEMENTS_GO_BEFORE_THEIR_REMOVAL,
        REMOVALS_HELP_AFTER_THEY_RETURNED,
        REMOVALS_NEVER_HELP,
        NOBODY_MISSES_IT_BEFORE,
        NOBODY_MISSES_IT_BEHIND,
        EVERYBODY_MAY_MISS_IT
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

    private static boolean isCaught(@Nullable Mutant mutant) {
        RandomGenerator random = new Seed(33).random();
        for (int i = 0; i < HISTORIES; i++) {
            History history = RandomContainers.set(random, 1, 1 + random.nextInt(8), 1 + random.nextInt(4));
            Operations operations = OneObject.operations(MODEL, history);
            ElementPresence presence =
                    mutant == null ? new ElementPresence(operations, false) : new MutatedPresence(operations, mutant);
            try {
                if (Hunt.isWrong(MODEL, history, presence.decide().orElseThrow())) {
                    return true;
                }
            } catch (IndexOutOfBoundsException | AssertionError broken) {
                return true;
            }
        }
        return false;
    }

    private static final class MutatedPresence extends ElementPresence {
        private final Mutant mutant;

        MutatedPresence(Operations operations, Mutant mutant) {
            super(operations, false);
            this.mutant = mutant;
        }

        @Override
        boolean happened(boolean crashed, boolean seen) {
            return mutant == Mutant.CRASHED_ADDITIONS_NEVER_HAPPEN ? !crashed : super.happened(crashed, seen);
        }

        @Override
        int comes(int addReturned, int seenReturned) {
            return switch (mutant) {
                case ELEMENTS_ARE_SEEN_BEFORE_THEY_COME -> addReturned;
                case ELEMENTS_COME_BEFORE_THEY_ARE_SEEN_AT_ONCE -> super.comes(addReturned, seenReturned) - 1;
                default -> super.comes(addReturned, seenReturned);
            };
        }

        @Override
        int goes(int removeInvoked, int thereUntil) {
            return switch (mutant) {
                case ELEMENTS_ARE_SEEN_AFTER_THEY_WENT -> removeInvoked;
                case ELEMENTS_GO_BEFORE_THEIR_REMOVAL -> thereUntil;
                default -> super.goes(removeInvoked, thereUntil);
            };
        }

        @Override
        boolean canRemove(int moment, int removeReturned) {
            return switch (mutant) {
                case REMOVALS_HELP_AFTER_THEY_RETURNED -> true;
                case REMOVALS_NEVER_HELP -> false;
                default -> super.canRemove(moment, removeReturned);
            };
        }

        @Override
        boolean isEarly(int invoked, int comesAt) {
            return switch (mutant) {
                case NOBODY_MISSES_IT_BEFORE -> false;
                case EVERYBODY_MAY_MISS_IT -> true;
                default -> super.isEarly(invoked, comesAt);
            };
        }

        @Override
        boolean isLate(int returned, int goesAt) {
            return mutant != Mutant.NOBODY_MISSES_IT_BEHIND && super.isLate(returned, goesAt);
        }
    }
}
