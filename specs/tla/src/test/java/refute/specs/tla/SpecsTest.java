package refute.specs.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import refute.harness.BadInput;
import refute.harness.check.Verdict;

/** The specs that Refute carries: what holds of them, how many states they have, and that TLC finds what is seeded in them. */
class SpecsTest {
    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        return Specs.all().stream()
                .flatMap(spec -> spec.models().stream()
                        .filter(model -> model.states().isPresent())
                        .map(model -> Arguments.of(spec, model)));
    }

    static Stream<Arguments> mutants() {
        // The others take too long for every day.
        return Specs.all().stream()
                .flatMap(spec -> spec.mutants().stream()
                        .filter(mutant -> spec.model(mutant.model()).states().isPresent())
                        .map(mutant -> Arguments.of(spec, mutant)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("models")
    void a_model_holds_and_has_as_many_states_as_ever(Spec spec, SpecModel model) {
        CheckOutcome result = Checks.run(Checks.task(folder, spec, model, Spec.NO_MUTANT));
        assertThat(result.finding()).isEqualTo(new Finding.Holds());
        assertThat(result.figures().distinct()).isEqualTo(model.states().getAsLong());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("mutants")
    void a_mutant_is_refuted_by_the_property_that_it_is_said_to_violate(Spec spec, SpecMutant mutant) {
        Finding.Violated violated = Checks.refute(spec, mutant);
        assertThat(violated.name()).isEqualTo(mutant.refutes());
        assertThat(violated.counterexample()).isPresent();
    }

    @Test
    void the_first_example_is_invalid_as_it_stands() {
        Spec bank = Specs.named("Bank");
        CheckOutcome result = Checks.run(Checks.task(folder, bank, bank.model("small"), ""));
        assertThat(result.verdict()).isEqualTo(bank.model("small").verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void every_spec_has_a_model_for_every_day_and_three_mutants() {
        assertThat(Specs.all()).isNotEmpty().allSatisfy(spec -> {
            assertThat(spec.models().getFirst().name()).isEqualTo("small");
            assertThat(spec.mutants()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(spec.mutants())
                    .allSatisfy(mutant -> assertThat(spec.model(mutant.model())).isNotNull());
            assertThat(spec.text())
                    .contains("MODULE " + spec.name() + " ")
                    .contains("What it models")
                    .contains("What it leaves out")
                    .contains("Where it comes from");
            assertThat(spec.models())
                    .allSatisfy(model -> assertThat(spec.config(model)).contains("Mutant = "));
        });
    }

    @Test
    void names_that_are_not_known_are_told_what_is_near_them() {
        assertThatThrownBy(() -> Specs.named("Rfat"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Raft");
        Spec raft = Specs.named("raft");
        assertThatThrownBy(() -> raft.model("smal"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("small");
        assertThatThrownBy(() -> raft.mutant("M99"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("M");
        assertThat(List.of(raft.model("small").name(), raft.mutant("M12").model()))
                .containsExactly("small", "figure8");
    }
}
