package refute.specs.tla.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.specs.tla.Isolation;
import refute.specs.tla.Spec;
import refute.specs.tla.Specs;

/**
 * Behaviours of a spec along which a system can be led, drawn with TLC's evaluator. To open them takes as long as TLC takes to parse the spec.
 * By one thread at a time.
 */
public final class Paths implements AutoCloseable {
    private static final String ENGINE = "refute.specs.tla.engine.PathsInTlc";

    private final Isolation isolation;
    private final PathEngine engine;

    private Paths(Isolation isolation, PathEngine engine) {
        this.isolation = isolation;
        this.engine = engine;
    }

    /** The names of the specs that have such behaviours. */
    public static List<String> specs() {
        return Specs.all().stream()
                .filter(spec ->
                        spec.file(spec.name() + PathFolder.SUFFIX + ".tla").isPresent())
                .map(Spec::name)
                .toList();
    }

    /**
     * Opens those of a spec.
     *
     * @param spec its name
     * @param prompt whether each step is one with its write to the disk, or a crash may come in between
     * @param mutant the bug that is switched on in the spec; {@link Spec#NO_MUTANT} for none
     * @throws BadInput if there is no such spec, or none of its behaviours, or no such mutant
     */
    public static Paths open(String spec, boolean prompt, String mutant) {
        Spec known = Specs.named(spec);
        Optional<String> text = known.file(known.name() + PathFolder.SUFFIX + ".tla");
        if (text.isEmpty()) {
            throw new BadInput(
                    "spec " + known.name(),
                    "has no behaviours along which a system can be led",
                    "there are those of " + specs().stream().collect(Collectors.joining(", ")));
        }
        if (!mutant.equals(Spec.NO_MUTANT)) {
            known.mutant(mutant);
        }
        String module = known.name() + PathFolder.SUFFIX;
        String model = module + (prompt ? "-prompt" : "") + ".cfg";
        String config = known.file(model).orElseThrow(() -> new IllegalStateException(model + " is missing"));
        Isolation isolation = Isolation.open();
        try {
            PathEngine engine = isolation.load(ENGINE, PathEngine.class);
            try (PathFolder files = PathFolder.of(known, text.get(), Spec.withMutant(config, mutant))) {
                engine.open(files.module(), files.folder());
            }
            return new Paths(isolation, engine);
        } catch (IOException e) {
            throw new UncheckedIOException("the spec cannot be written to a temporary folder", e);
        }
    }

    /**
     * Draws one.
     *
     * @param random what is drawn follows from it
     * @param steps how many at most
     */
    public Behaviour draw(RandomGenerator random, int steps) {
        return engine.draw(random, steps);
    }

    @Override
    public void close() {
        try {
            isolation.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the paths of a spec cannot be closed", e);
        }
    }
}
