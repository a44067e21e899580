package refute.specs.tla;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import refute.harness.BadInput;
import refute.harness.Nearest;

/**
 * A TLA+ module that Refute carries.
 *
 * @param name of the module
 * @param title what it specifies, in one line
 * @param models its finite instances, "small" first
 * @param mutants the bugs that are seeded in it
 */
public record Spec(String name, String title, List<SpecModel> models, List<SpecMutant> mutants) {
    /** The value of the constant {@code Mutant} without a bug. */
    public static final String NO_MUTANT = "none";

    /** What specs of the same family share; no spec by itself. */
    private static final List<String> SHARED = List.of("RaftLogs");

    private static final Pattern MUTANT = Pattern.compile("(?m)^(\\s*Mutant\\s*=\\s*)\"[^\"]*\"");

    public Spec {
        models = List.copyOf(models);
        mutants = List.copyOf(mutants);
    }

    /** @throws BadInput if it has no such model */
    public SpecModel model(String wanted) {
        return find("--model", wanted, models, SpecModel::name);
    }

    /** @throws BadInput if it has no such mutant */
    public SpecMutant mutant(String wanted) {
        return find("--mutant", wanted, mutants, SpecMutant::name);
    }

    /** The text of the module. */
    public String text() {
        return resource(name + ".tla");
    }

    /** The text of a file beside the module; empty if there is none of that name. */
    public Optional<String> file(String file) {
        return Spec.class.getResource("modules/" + file) == null ? Optional.empty() : Optional.of(resource(file));
    }

    /** The model's file, in TLC's format, as TLC's own command line takes it. */
    public String config(SpecModel model) {
        return resource(model.name().equals("small") ? name + ".cfg" : name + "-" + model.name() + ".cfg");
    }

    /** Writes the module, and those of ours that it extends, into a folder, and returns its file. */
    public Path writeTo(Path folder) throws IOException {
        for (String shared : SHARED) {
            if (text().contains("EXTENDS " + shared)) {
                Files.writeString(folder.resolve(shared + ".tla"), resource(shared + ".tla"));
            }
        }
        return Files.writeString(folder.resolve(name + ".tla"), text());
    }

    /**
     * Writes a model into a folder, with a mutant switched on, and returns its file.
     *
     * @param mutant its name; {@link #NO_MUTANT} for none; empty for what the model itself says
     */
    public Path writeModel(Path folder, SpecModel model, String mutant) throws IOException {
        String config = config(model);
        if (!mutant.isEmpty()) {
            config = withMutant(config, mutant);
        }
        return Files.writeString(folder.resolve(name + "-" + model.name() + ".cfg"), config);
    }

    /** A model's text with a mutant switched on in place of the one that it has. */
    public static String withMutant(String config, String mutant) {
        return MUTANT.matcher(config).replaceFirst("$1" + Matcher.quoteReplacement('"' + mutant + '"'));
    }

    private <T> T find(String option, String wanted, Collection<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(one -> nameOf.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        option,
                        name + " has no '" + wanted + "'",
                        Nearest.remedy(wanted, all.stream().map(nameOf).toList())));
    }

    static String resource(String file) {
        try (InputStream in = Spec.class.getResourceAsStream("modules/" + file)) {
            if (in == null) {
                throw new IllegalStateException("modules/" + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("modules/" + file + " cannot be read", e);
        }
    }
}
