package refute.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import refute.specs.tla.Spec;
import refute.specs.tla.SpecModel;
import refute.specs.tla.SpecMutant;
import refute.specs.tla.Specs;

/** Which specs there are, with their models and mutants. */
@Command(
        name = "list",
        description = "Shows the specs that Refute carries, with their models and mutants.",
        footerHeading = "%nExamples:%n",
        footer = {"  refute spec list", "  refute spec list --json"})
final class SpecListCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "one JSON object a spec on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    SpecListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (Spec spec : Specs.all()) {
            if (json) {
                console.result(Json.line(plain(spec)));
            } else {
                show(spec);
            }
        }
        return 0;
    }

    private void show(Spec spec) {
        console.result(console.bold(spec.name()) + "  " + spec.title());
        for (SpecModel model : spec.models()) {
            String states = model.states().isPresent()
                    ? String.format(
                            Locale.ROOT, "  [%,d states]", model.states().getAsLong())
                    : "";
            console.result(String.format("  %-16s  %s%s", model.name(), model.description(), console.dim(states)));
        }
        for (SpecMutant mutant : spec.mutants()) {
            String refutes = console.dim("  [refutes " + mutant.refutes() + "]");
            console.result(String.format("  %-16s  %s%s", "--mutant " + mutant.name(), mutant.description(), refutes));
        }
    }

    private static Map<String, Object> plain(Spec spec) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", spec.name());
        plain.put("description", spec.title());
        plain.put("models", spec.models().stream().map(SpecListCommand::plain).toList());
        plain.put(
                "mutants",
                List.copyOf(spec.mutants().stream()
                        .map(mutant -> Map.of(
                                "name", mutant.name(),
                                "description", mutant.description(),
                                "refutes", mutant.refutes(),
                                "model", mutant.model()))
                        .toList()));
        return plain;
    }

    private static Map<String, Object> plain(SpecModel model) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", model.name());
        plain.put("description", model.description());
        plain.put("verdict", model.verdict().word());
        model.states().ifPresent(states -> plain.put("states", states));
        return plain;
    }
}
