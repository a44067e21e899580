package refute.systems.kv.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.path.PathOutcome;
import refute.harness.path.SpecPath;
import refute.harness.world.simulation.Chance;
import refute.kv.mutant.Mutant;
import refute.kv.mutant.Mutants;
import refute.specs.tla.Spec;
import refute.specs.tla.path.Behaviour;
import refute.specs.tla.path.Paths;
import refute.specs.tla.path.Refutation;
import refute.specs.tla.trace.ConformanceChecker;

/** The store goes where the spec goes, a store with a bug does not, and where a spec with the same bug goes wrong, it goes wrong, too. */
class LedStoreTest {
    /** {@code -Drefute.paths=1000} leads it along more of them. */
    private static final int PATHS = Integer.getInteger("refute.paths", 12);

    private static final int STEPS = 80;

    private static final ConformanceChecker CHECKER = new ConformanceChecker();

    private static Behaviour draw(Paths paths, int n) {
        return paths.draw(new Chance(new Seed(2026).substream(n)), STEPS);
    }

    private static CheckResult judge(PathOutcome outcome) {
        return CHECKER.check(
                new Evidence(History.empty(), List.of(), List.of(), Optional.of(outcome.trace())), Budget.standard());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_store_follows_each_behaviour_and_what_it_records_is_one_again(boolean prompt) {
        Set<String> actions = new TreeSet<>();
        try (Paths paths = Paths.open(LedStore.SPEC, prompt, Spec.NO_MUTANT)) {
            for (int n = 0; n < PATHS; n++) {
                Behaviour behaviour = draw(paths, n);
                assertThat(behaviour.violated()).isEmpty();
                PathOutcome outcome = new LedStore(Mutants.NONE).follow(behaviour.path(LedStore.SPEC));
                assertThat(outcome.divergence()).as("behaviour %d", n).isEmpty();
                assertThat(outcome.steps()).isEqualTo(behaviour.steps().size() - 1);
                CheckResult judged = judge(outcome);
                assertThat(judged.verdict()).as(judged.reason()).isEqualTo(Verdict.VALID);
                behaviour.steps().forEach(step -> actions.add(step.action()));
            }
        }
        assertThat(actions)
                .contains("TimeoutVote", "BecomeLeader", "AppendReceive")
                .contains(prompt ? "Commit" : "Restart");
    }

    /** Led along what the spec allows, it does something else, or records what the spec forbids. */
    @ParameterizedTest
    @ValueSource(strings = {"M04", "M31"})
    void a_store_with_a_bug_does_not(String mutant) {
        LedStore store = new LedStore(Mutants.of(Mutant.valueOf(mutant)));
        boolean found = false;
        try (Paths paths = Paths.open(LedStore.SPEC, false, Spec.NO_MUTANT)) {
            for (int n = 0; n < 10 * PATHS && !found; n++) {
                PathOutcome outcome = store.follow(draw(paths, n).path(LedStore.SPEC));
                found = outcome.divergence().isPresent() || judge(outcome).verdict() == Verdict.INVALID;
            }
        }
        assertThat(found).isTrue();
    }

    /** The bug is in both: the spec violates an invariant, the store follows it there, and the spec without the bug does not explain it. */
    @ParameterizedTest
    @CsvSource({"M01, 24", "M05, 2", "M10, 140"})
    void where_a_mutated_spec_goes_wrong_a_store_with_the_same_bug_goes_wrong_too(String mutant, int n) {
        try (Paths paths = Paths.open(LedStore.SPEC, true, mutant)) {
            Behaviour wrong = draw(paths, n);
            assertThat(wrong.violated()).isPresent();
            PathOutcome outcome = new LedStore(Mutants.of(Mutant.valueOf(mutant))).follow(wrong.path(LedStore.SPEC));
            assertThat(outcome.divergence()).isEmpty();
            assertThat(judge(outcome).verdict()).isEqualTo(Verdict.INVALID);
        }
    }

    /** The same with the shortest behaviour that TLC finds, of bugs whose stories are too long to be drawn. */
    @ParameterizedTest
    @CsvSource({
        "M03, LogMatching, AppendReceive",
        "M12, LeaderCompleteness, Commit",
        "M17, OneChangeAtATime, MembershipPropose",
        "M18, CommitsByMembers, Commit",
    })
    void what_refutes_a_mutated_spec_is_a_failing_schedule_of_a_store_with_the_same_bug(
            String mutant, String property, String event) throws InterruptedException {
        Behaviour wrong = Refutation.of(LedStore.SPEC, mutant);
        assertThat(wrong.violated()).contains(property);
        PathOutcome outcome = new LedStore(Mutants.of(Mutant.valueOf(mutant))).follow(wrong.path(LedStore.SPEC));
        assertThat(outcome.divergence()).isEmpty();
        CheckResult judged = judge(outcome);
        assertThat(judged.verdict()).as(judged.reason()).isEqualTo(Verdict.INVALID);
        assertThat(judged.reason()).startsWith(event + " of");
        // Without the bug, the store refuses to go there.
        assertThat(new LedStore(Mutants.NONE).follow(wrong.path(LedStore.SPEC)).divergence())
                .isPresent();
    }

    @Test
    void what_no_store_can_do_is_told_with_its_step() {
        try (Paths paths = Paths.open(LedStore.SPEC, true, Spec.NO_MUTANT)) {
            SpecPath path = draw(paths, 1).path(LedStore.SPEC);
            SpecPath.Step second = path.steps().get(1);
            SpecPath odd = new SpecPath(
                    LedStore.SPEC, List.of(path.steps().getFirst(), new SpecPath.Step(2, "FlyAway", second.state())));
            PathOutcome outcome = new LedStore(Mutants.NONE).follow(odd);
            assertThat(outcome.steps()).isZero();
            assertThat(outcome.divergence())
                    .hasValueSatisfying(what -> assertThat(what).startsWith("step 2, FlyAway:"));
        }
    }
}
