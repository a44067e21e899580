package refute.specs.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaks each rule of the classes of crashed operations once, and shows that comparing with plain recursion notices. */
class CrashClassesMutantsTest {
    enum Mutant {
        NO_VALUE_IS_OBSERVED,
        READS_OBSERVE_NOTHING,
        COMPARE_AND_SETS_OBSERVE_NOTHING,
        ABSENCES_OBSERVE_NOTHING,
        CHAINS_OBSERVE_NOTHING,
        ONE_OF_A_CLASS_HAPPENS,
        THE_LATEST_OF_A_CLASS_GOES_FIRST,
        COMPARE_AND_SETS_ARE_OF_EVERY_CLASS
    }

    @Test
    void the_classes_without_mutants_agree() {
        assertThat(Hunt.catches((model, operations) -> search(operations, CrashClasses.of(operations))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_killed(Mutant mutant) {
        assertThat(Hunt.catches((model, operations) -> search(operations, mutated(mutant, operations))))
                .isTrue();
    }

    private static Finding search(RegisterOperations operations, CrashClasses crashes) {
        RegisterSearch search = new RegisterSearch(operations, Allowance.of(Oracle.BUDGET)) {
            @Override
            RegisterFrontier frontier(CrashClasses own, int width, boolean unlimited, boolean thrifty) {
                return super.frontier(crashes, width, unlimited, thrifty);
            }
        };
        return search.searchFrontier();
    }

    private static CrashClasses mutated(Mutant mutant, RegisterOperations operations) {
        int[] right = CrashClasses.of(operations).observedUntil;
        return switch (mutant) {
            case NO_VALUE_IS_OBSERVED -> CrashClasses.of(operations, filled(right.length));
            case READS_OBSERVE_NOTHING -> CrashClasses.of(operations, observed(operations, false, true, true));
            case COMPARE_AND_SETS_OBSERVE_NOTHING ->
                CrashClasses.of(operations, observed(operations, true, false, true));
            case ABSENCES_OBSERVE_NOTHING -> CrashClasses.of(operations, observed(operations, true, true, false));
            case CHAINS_OBSERVE_NOTHING -> CrashClasses.of(operations, observed(operations, true, true, true));
            case ONE_OF_A_CLASS_HAPPENS -> onlyFirst(CrashClasses.of(operations));
            case THE_LATEST_OF_A_CLASS_GOES_FIRST -> latestFirst(CrashClasses.of(operations));
            case COMPARE_AND_SETS_ARE_OF_EVERY_CLASS -> comparingEverything(CrashClasses.of(operations));
        };
    }

    /** What some kinds of operations observe directly; what crashed compare-and-sets observe is left out. */
    private static int[] observed(RegisterOperations operations, boolean reads, boolean comparisons, boolean absences) {
        int[] until = filled(operations.values());
        for (int o = 0; o < operations.size(); o++) {
            int end = operations.returned()[o];
            byte kind = operations.kind()[o];
            if (kind == RegisterOperations.UNEQUAL && absences) {
                for (int v = 0; v < until.length; v++) {
                    until[v] = Math.max(until[v], end);
                }
            }
            boolean observes = (kind == RegisterOperations.READ && reads)
                    || (kind == RegisterOperations.CAS && comparisons && !operations.isOpen(o));
            if (observes) {
                until[operations.value()[o]] = Math.max(until[operations.value()[o]], end);
            }
        }
        return until;
    }

    private static int[] filled(int length) {
        int[] until = new int[length];
        Arrays.fill(until, -1);
        return until;
    }

    private static CrashClasses onlyFirst(CrashClasses crashes) {
        for (int[] members : crashes.members) {
            for (int i = 1; i < members.length; i++) {
                crashes.classOf[members[i]] = CrashClasses.NONE;
            }
        }
        return crashes;
    }

    private static CrashClasses latestFirst(CrashClasses crashes) {
        for (int[] members : crashes.members) {
            int[] reversed = IntStream.range(0, members.length)
                    .map(i -> members[members.length - 1 - i])
                    .toArray();
            System.arraycopy(reversed, 0, members, 0, members.length);
        }
        return crashes;
    }

    private static CrashClasses comparingEverything(CrashClasses crashes) {
        int[] all = IntStream.range(0, crashes.count())
                .filter(c -> crashes.from[c] >= 0)
                .toArray();
        Arrays.fill(crashes.comparing, all);
        return crashes;
    }
}
