package refute.specs.tla.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import refute.harness.BadInput;
import refute.specs.tla.Spec;
import refute.specs.tla.Specs;
import tools.jackson.databind.json.JsonMapper;

/**
 * A spec whose traces can be judged.
 *
 * @param spec the spec
 * @param vocabulary which events there are
 * @param start the event with which a node's part of a trace begins
 * @param ofHistories whether its traces are made of what clients saw, and not of what nodes record of themselves
 */
public record TraceSpec(Spec spec, TraceVocabulary vocabulary, String start, boolean ofHistories) {
    private static final String STEP = "Step";
    private static final String START = "Restart";

    /** @throws BadInput if there are no steps of this spec */
    public static TraceSpec of(Spec spec) {
        return spec.file(spec.name() + STEP + ".json")
                .map(json -> new TraceSpec(
                        spec,
                        TraceVocabulary.read(json),
                        text(json, "start", START),
                        text(json, "source", "trace").equals("history")))
                .orElseThrow(() -> new BadInput(
                        "spec " + spec.name(),
                        "says nothing of traces",
                        "there are traces of "
                                + all().stream().map(TraceSpec::name).collect(Collectors.joining(", "))));
    }

    private static String text(String json, String key, String otherwise) {
        return JsonMapper.shared().readTree(json).path(key).asString(otherwise);
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
                .replace("{BOOT}", chain(cast.voters()))
                .replace("{TERMS}", Integer.toString(cast.terms()));
    }

    /** Writes the spec, its steps and their model into a folder, and returns the file of the steps; the model is beside it. */
    public Path writeTo(Path folder, Cast cast) throws IOException {
        return writeTo(folder, config(cast));
    }

    Path writeTo(Path folder, String config) throws IOException {
        spec.writeTo(folder);
        Files.writeString(folder.resolve(module() + ".cfg"), config);
        return Files.writeString(folder.resolve(module() + ".tla"), text());
    }

    /** The model of a history with these clients and keys, in TLC's format. */
    public String config(List<String> clients, List<String> keys) {
        return file(".cfg").replace("{NODES}", set(clients)).replace("{KEYS}", set(keys));
    }

    private String file(String suffix) {
        Optional<String> found = spec.file(module() + suffix);
        return found.orElseThrow(() -> new IllegalStateException(module() + suffix + " is missing"));
    }

    /** The first of them, the first two of them, and so on: TLC's models have sets, but no sequences. */
    private static String chain(List<String> names) {
        return IntStream.rangeClosed(1, names.size())
                .mapToObj(count -> set(names.subList(0, count)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String set(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "{", "}"));
    }
}
