package refute.specs.tla.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import refute.specs.tla.CheckOutcome;
import refute.specs.tla.CheckTask;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Finding;
import refute.specs.tla.ModelCheck;
import refute.specs.tla.Spec;
import refute.specs.tla.Specs;
import refute.specs.tla.Tlc;

/**
 * The counterexample with which TLC refutes a spec with a bug, as a behaviour along which a system can be led: of bugs that take so long a story that it
 * is hardly ever drawn at random. The model {@code NAMEPath-MUTANT.cfg} tells the story as far as needed: who leads when, and how much there may be.
 */
public final class Refutation {
    private static final String CHOICES_GIVEN = "Of";

    private Refutation() {}

    /** Whether there is such a model. */
    public static boolean isKnown(Spec spec, String mutant) {
        return model(spec, mutant).isPresent();
    }

    private static Optional<String> model(Spec spec, String mutant) {
        return spec.file(spec.name() + PathFolder.SUFFIX + "-" + mutant + ".cfg");
    }

    /**
     * Has TLC look at every state of the model, up to the first that violates something: the behaviour is the shortest that does.
     *
     * @throws IllegalStateException if there is no such model, or none violates anything
     */
    public static Behaviour of(String name, String mutant) throws InterruptedException {
        Spec spec = Specs.named(name);
        String config = model(spec, mutant)
                .orElseThrow(() -> new IllegalStateException("no story is told of " + mutant + " in " + spec.name()));
        String text = spec.file(spec.name() + PathFolder.SUFFIX + ".tla").orElseThrow();
        try (PathFolder files = PathFolder.of(spec, text, config)) {
            return told(new ModelCheck(Tlc.inProcess(), CheckTask.of(files.module(), files.model(), 1), figures -> {})
                    .run());
        } catch (IOException e) {
            throw new UncheckedIOException("the spec cannot be written to a temporary folder", e);
        }
    }

    private static Behaviour told(CheckOutcome outcome) {
        if (outcome.finding() instanceof Finding.Violated violated
                && violated.counterexample().isPresent()) {
            List<Counterexample.Step> steps = violated.counterexample().get().steps().stream()
                    .map(Refutation::named)
                    .toList();
            return new Behaviour(steps, Optional.of(violated.name()));
        }
        throw new IllegalStateException(
                "it violates nothing: " + outcome.finding().reason());
    }

    /** {@code XOf} is {@code X} with its choices given. */
    private static Counterexample.Step named(Counterexample.Step step) {
        return new Counterexample.Step(step.number(), withoutChoices(step.action()), step.location(), step.state());
    }

    /** The action that steps of that name take. */
    public static String withoutChoices(String action) {
        return action.endsWith(CHOICES_GIVEN) ? action.substring(0, action.length() - CHOICES_GIVEN.length()) : action;
    }
}
