package refute.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import refute.specs.tla.CheckTask;
import refute.specs.tla.Spec;
import refute.specs.tla.SpecModel;

/**
 * Which model of a spec is checked.
 *
 * @param spec one that Refute carries
 * @param model its model
 * @param mutant which bug is switched on; empty for what the model itself says
 */
record SpecChoice(Spec spec, SpecModel model, String mutant) {
    private static final String USUAL = "small";

    /** A mutant that is asked for by itself is looked for in the model in which it can be found. */
    static SpecChoice of(Spec spec, @Nullable String model, @Nullable String mutant) {
        String bug = mutant == null ? "" : mutant;
        String usual = bug.isEmpty() || bug.equals(Spec.NO_MUTANT)
                ? USUAL
                : spec.mutant(bug).model();
        return new SpecChoice(spec, spec.model(model == null ? usual : model), bug);
    }

    CheckTask task(Path folder, SpecCheckOptions options) throws IOException {
        return options.task(spec.writeTo(folder), spec.writeModel(folder, model, mutant));
    }
}
