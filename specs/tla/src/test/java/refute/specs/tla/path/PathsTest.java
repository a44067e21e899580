package refute.specs.tla.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.world.simulation.Chance;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Spec;
import refute.specs.tla.Specs;

/** Behaviours that are drawn: always the same of one seed, of the spec's actions, and up to where a mutated spec goes wrong. */
class PathsTest {
    private static Behaviour draw(Paths paths, long seed, int steps) {
        return paths.draw(new Chance(new Seed(seed)), steps);
    }

    @Test
    void a_behaviour_follows_from_its_seed_and_is_made_of_actions_of_the_spec() {
        String text = Specs.named("Raft").text();
        try (Paths paths = Paths.open("raft", false, Spec.NO_MUTANT)) {
            Behaviour behaviour = draw(paths, 1, 40);
            assertThat(behaviour.steps()).hasSize(41);
            assertThat(behaviour.violated()).isEmpty();
            assertThat(behaviour.steps().stream().skip(1))
                    .allSatisfy(step -> assertThat(text).contains("\n" + step.action() + "("));
            assertThat(draw(paths, 1, 40)).isEqualTo(behaviour);
            assertThat(draw(paths, 2, 40)).isNotEqualTo(behaviour);
        }
    }

    /** What the module RaftPath adds: a new leader's next step is its proposal. */
    @Test
    void who_begins_to_lead_proposes_at_once() {
        int elected = 0;
        try (Paths paths = Paths.open("Raft", true, Spec.NO_MUTANT)) {
            for (int seed = 0; seed < 10; seed++) {
                String before = "";
                for (Counterexample.Step step : draw(paths, seed, 60).steps()) {
                    if (before.equals("BecomeLeader")) {
                        assertThat(step.action()).isEqualTo("Propose");
                        elected++;
                    }
                    before = step.action();
                }
            }
        }
        assertThat(elected).isPositive();
    }

    @Test
    void what_cannot_be_opened_is_told_with_what_can() {
        assertThatThrownBy(() -> Paths.open("Bank", true, Spec.NO_MUTANT))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Raft");
        assertThatThrownBy(() -> Paths.open("Raft", true, "M99"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("M99");
    }
}
