package refute.systems.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.Seed;
import refute.harness.system.LibraryUnderTest;
import refute.harness.system.LibraryUnderTest.Hunt;
import refute.tree.mutant.Mutant;

/** Each mutant is found by the judge that is meant to, and the tree without one is accused by none. */
class TreeLibraryTest {
    private static final int TRIALS_MAX = 3_000;

    /** Who finds which; those that crashes find need no luck. */
    private static final Map<Mutant, String> FOUND_BY = new TreeMap<>(Map.ofEntries(
            Map.entry(Mutant.T01, "power"),
            Map.entry(Mutant.T02, "power"),
            Map.entry(Mutant.T03, "power"),
            Map.entry(Mutant.T04, "recovery"),
            Map.entry(Mutant.T05, "power"),
            Map.entry(Mutant.T06, "io-errors"),
            Map.entry(Mutant.T07, "power"),
            Map.entry(Mutant.T08, "power"),
            Map.entry(Mutant.T09, "power"),
            Map.entry(Mutant.T10, "threads"),
            Map.entry(Mutant.T11, "schedules"),
            Map.entry(Mutant.T12, "power"),
            Map.entry(Mutant.T13, "threads"),
            Map.entry(Mutant.T14, "kill"),
            Map.entry(Mutant.T15, "schedules"),
            Map.entry(Mutant.T16, "schedules"),
            Map.entry(Mutant.T17, "power"),
            Map.entry(Mutant.T18, "schedules"),
            Map.entry(Mutant.T19, "threads"),
            Map.entry(Mutant.T20, "map"),
            Map.entry(Mutant.T21, "map"),
            Map.entry(Mutant.T22, "schedules"),
            Map.entry(Mutant.T23, "together"),
            Map.entry(Mutant.T24, "kill"),
            Map.entry(Mutant.T25, "together"),
            Map.entry(Mutant.T26, "ids"),
            Map.entry(Mutant.T27, "subscribe"),
            Map.entry(Mutant.T28, "storm"),
            Map.entry(Mutant.T29, "map"),
            Map.entry(Mutant.T30, "threads"),
            Map.entry(Mutant.T31, "schedules"),
            Map.entry(Mutant.T32, "io-errors"),
            Map.entry(Mutant.T33, "flushes")));

    private final TreeLibrary library = new TreeLibrary();

    private Hunt hunt(String mutant, String judge, int trials) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(trials);
        return library.hunt(mutant, judge, new Seed(1), () -> left.getAndDecrement() > 0);
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void each_mutant_is_found(Mutant mutant) throws InterruptedException {
        assertThat(hunt(mutant.name(), FOUND_BY.get(mutant), TRIALS_MAX).found())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T01", "T02", "T03"})
    void what_only_a_power_loss_shows_no_kill_shows(String mutant) throws InterruptedException {
        assertThat(hunt(mutant, "kill", 20).found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "map,10",
        "io-errors,200",
        "kill,10",
        "power,4",
        "recovery,2",
        "damage,5",
        "threads,5",
        "schedules,300",
        "interleavings,2",
        "together,300",
        "flushes,300",
        "transactions,600",
        "subscribe,100",
        "ids,4",
        "storm,20"
    })
    void the_tree_as_it_should_be_is_accused_by_nobody(String judge, int trials) throws InterruptedException {
        assertThat(hunt("", judge, trials).found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "T11,schedules",
        "T15,schedules",
        "T16,schedules",
        "T17,schedules",
        "T18,schedules",
        "T19,schedules",
        "T22,schedules",
        "T23,together",
        "T31,schedules",
        "T33,flushes",
        "T25,transactions"
    })
    void races_are_found_from_a_seed_and_are_there_again_in_the_same_interleaving(String mutant, String judge)
            throws InterruptedException {
        LibraryUnderTest.Hunt hunt = hunt(mutant, judge, TRIALS_MAX);
        LibraryUnderTest.Find find = hunt.found().orElseThrow();

        assertThat(hunt(mutant, judge, TRIALS_MAX)).isEqualTo(hunt);
        for (int i = 0; i < 3; i++) {
            assertThat(library.again(mutant, judge, find.seed(), new TreeMap<>()))
                    .isEqualTo(find.sentence());
        }
        assertThat(library.again("", judge, find.seed(), new TreeMap<>())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T12", "T24", "T25"})
    void what_breaks_transactions_the_transactional_checker_finds(String mutant) throws InterruptedException {
        assertThat(hunt(mutant, "transactions", TRIALS_MAX).found())
                .hasValueSatisfying(
                        find -> assertThat(find.sentence()).containsAnyOf("G0", "G1", "G-single", "G2", "lost"));
    }

    @Test
    void all_mutants_and_judges_are_listed() {
        assertThat(library.mutants()).hasSize(Mutant.values().length);
        assertThat(FOUND_BY.keySet()).containsExactlyElementsOf(Arrays.asList(Mutant.values()));
        assertThat(library.judges()).extracting(judge -> judge.name()).containsAll(List.copyOf(FOUND_BY.values()));
    }
}
