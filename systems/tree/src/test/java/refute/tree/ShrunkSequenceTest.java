package refute.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;

/** What the sequences of {@link SequenceTest} find wrong, jqwik shrinks to a few calls that a person can follow. */
class ShrunkSequenceTest {
    private static final int SEQUENCES_MAX = 2000;
    private static final int RUNS_MAX = 20_000;
    private static final int CALLS_MAX = 12;

    @ParameterizedTest
    @EnumSource(names = {"T12", "T14", "T16", "T20", "T27"})
    void a_bug_is_shown_by_a_few_calls(Mutant mutant) {
        List<TwinCall> calls = new ArrayList<>();
        JqwikSession.run(() -> calls.addAll(shrunk(mutant)));

        assertThat(fails(mutant, calls)).isTrue();
        assertThat(calls).hasSizeLessThanOrEqualTo(CALLS_MAX);
    }

    private static List<TwinCall> shrunk(Mutant mutant) {
        RandomGenerator<List<TwinCall>> sequences =
                new SequenceTest().tinyCalls().generator(SEQUENCES_MAX);
        Random random = new Random(1);
        Shrinkable<List<TwinCall>> smallest = sequences.next(random);
        for (int i = 0; i < SEQUENCES_MAX && !fails(mutant, smallest.value()); i++) {
            smallest = sequences.next(random);
        }
        int[] runs = {0};
        Optional<Shrinkable<List<TwinCall>>> smaller = Optional.of(smallest);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = smallest.shrink()
                    .takeWhile(next -> runs[0]++ < RUNS_MAX)
                    .filter(next -> fails(mutant, next.value()))
                    .findFirst();
        }
        return smallest.value();
    }

    private static boolean fails(Mutant mutant, List<TwinCall> calls) {
        try {
            new Twin(Sizes.TINY, Mutants.of(mutant)).run(calls);
            return false;
        } catch (IOException | RuntimeException | AssertionError e) {
            return true;
        }
    }
}
