package refute.specs.tla;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be checked, and how.
 *
 * @param module the spec's file, {@code NAME.tla}; what it extends is beside it or TLC's own
 * @param config the model: constants and properties, in TLC's format
 * @param search how
 * @param budget how long and how much
 * @param checkpoints the folder that keeps how far it came; empty if it is not kept
 * @param resume whether to go on from what that folder keeps
 */
public record CheckTask(
        Path module, Path config, Search search, CheckBudget budget, Optional<Path> checkpoints, boolean resume) {
    public CheckTask {
        if (resume && checkpoints.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to go on from");
        }
    }

    /** All states, with the standard budget and no checkpoints. */
    public static CheckTask of(Path module, Path config, int workers) {
        return new CheckTask(
                module, config, new Search.Exhaustive(workers), CheckBudget.standard(), Optional.empty(), false);
    }

    public CheckTask with(CheckBudget newBudget) {
        return new CheckTask(module, config, search, newBudget, checkpoints, resume);
    }

    public CheckTask with(Search newSearch) {
        return new CheckTask(module, config, newSearch, budget, checkpoints, resume);
    }

    /** Keeps how far it comes in that folder, and goes on from there if {@code go} says so. */
    public CheckTask keeping(Path folder, boolean go) {
        return new CheckTask(module, config, search, budget, Optional.of(folder), go);
    }
}
