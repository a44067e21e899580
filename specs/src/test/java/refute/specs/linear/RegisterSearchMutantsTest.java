package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import refute.specs.linear.RegisterFrontier.End;

/** Breaks each conclusion of beam, relaxation and exact search once, and shows that comparing with plain recursion notices. */
class RegisterSearchMutantsTest {
    enum Mutant {
        WHAT_THE_BEAM_GAVE_UP_IS_FORGOTTEN,
        THE_BEAM_IS_RELAXED,
        THE_RELAXATION_PROVES,
        THE_RELAXATION_IS_THRIFTY,
        THE_RELAXATION_IS_NARROW,
        THE_EXACT_SEARCH_IS_RELAXED
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_search_without_mutants_agrees(boolean beam) {
        assertThat(Hunt.catches((model, operations) -> new MutatedSearch(operations, null, beam).searchFrontier()))
                .isFalse();
    }

    /** The beam decides every small history by itself, so that what comes after it is reached only without. */
    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        boolean beam = mutant == Mutant.WHAT_THE_BEAM_GAVE_UP_IS_FORGOTTEN || mutant == Mutant.THE_BEAM_IS_RELAXED;
        assertThat(Hunt.catches((model, operations) -> new MutatedSearch(operations, mutant, beam).searchFrontier()))
                .isTrue();
    }

    private static final class MutatedSearch extends RegisterSearch {
        private final RegisterOperations operations;
        private final @Nullable Mutant mutant;
        private final boolean beam;

        MutatedSearch(RegisterOperations operations, @Nullable Mutant mutant, boolean beam) {
            super(operations, Allowance.of(Oracle.BUDGET));
            this.operations = operations;
            this.mutant = mutant;
            this.beam = beam;
        }

        @Override
        boolean decides(RegisterBeam one, End end) {
            return beam && super.decides(one, end);
        }

        @Override
        boolean relaxationDecides(End end) {
            return mutant == Mutant.THE_RELAXATION_PROVES || super.relaxationDecides(end);
        }

        @Override
        RegisterFrontier frontier(CrashClasses crashes, int width, boolean unlimited, boolean thrifty) {
            boolean bounded = width != RegisterFrontier.EVERYTHING;
            return switch (mutant) {
                case null -> super.frontier(crashes, width, unlimited, thrifty);
                case WHAT_THE_BEAM_GAVE_UP_IS_FORGOTTEN -> forgetful(crashes, width, unlimited, thrifty);
                case THE_BEAM_IS_RELAXED -> super.frontier(crashes, width, unlimited || bounded, thrifty);
                case THE_RELAXATION_IS_THRIFTY -> super.frontier(crashes, width, unlimited, thrifty || unlimited);
                case THE_RELAXATION_IS_NARROW -> super.frontier(crashes, unlimited ? 1 : width, unlimited, thrifty);
                case THE_EXACT_SEARCH_IS_RELAXED -> super.frontier(crashes, width, !bounded, thrifty);
                case THE_RELAXATION_PROVES -> super.frontier(crashes, width, unlimited, thrifty);
            };
        }

        private RegisterFrontier forgetful(CrashClasses crashes, int width, boolean unlimited, boolean thrifty) {
            return new RegisterFrontier(operations, crashes, width, unlimited, thrifty, Allowance.of(Oracle.BUDGET)) {
                @Override
                boolean isTruncated() {
                    return false;
                }
            };
        }
    }
}
