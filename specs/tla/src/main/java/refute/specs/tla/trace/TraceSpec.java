package refute.specs.tla.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.specs.tla.Spec;
import refute.specs.tla.Specs;

/**
 * A spec whose traces can be judged.
 *
 * @param spec the spec
 * @param vocabulary which events there are
 * @param start the event with which a node's part of a trace begins
 */
public record TraceSpec(Spec spec, TraceVocabulary vocabulary, String start) {
    private static final String STEP = "Step";
    private static final String START = "Restart";

    /** @throws BadInput if there are no steps of this spec */
    public static TraceSpec of(Spec spec) {
        return spec.file(spec.name() + STEP + ".json")
                .map(json -> new TraceSpec(spec, TraceVocabulary.read(json), START))
                .orElseThrow(() -> new BadInput(
                        "spec " + spec.name(),
                        "says nothing of traces",
                        "there are traces of "
                                + all().stream().map(TraceSpec::name).collect(Collectors.joining(", "))));
    }

    /** All of them. */
    public static List<TraceSpec> all() {
        return Specs.all().stream()
                .filter(spec -> spec.file(spec.name() + STEP + ".json").isPresent())
                .map(TraceSpec::of)
                .toList();
    }

    /** The name of the spec. */
    public String name() {
        return spec.name();
    }

    /** The name of the module with the operator {@code Step}. */
    public String module() {
        return spec.name() + STEP;
    }

    /** The text of that module. */
    public String text() {
        return file(".tla");
    }

    /** The model of traces with this cast, in TLC's format. */
    public String config(Cast cast) {
        return file(".cfg")
                .replace("{NODES}", set(cast.nodes()))
                .replace("{INITIAL}", set(cast.voters()))
                .replace("{TERMS}", Integer.toString(cast.terms()));
    }

    /** Writes the spec, its steps and their model into a folder, and returns the file of the steps; the model is beside it. */
    public Path writeTo(Path folder, Cast cast) throws IOException {
        spec.writeTo(folder);
        Files.writeString(folder.resolve(module() + ".cfg"), config(cast));
        return Files.writeString(folder.resolve(module() + ".tla"), text());
    }

    private String file(String suffix) {
        Optional<String> found = spec.file(module() + suffix);
        return found.orElseThrow(() -> new IllegalStateException(module() + suffix + " is missing"));
    }

    private static String set(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "{", "}"));
    }
}
