package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Nearest;
import refute.harness.system.Capability;
import refute.specs.tla.SpecModel;
import refute.specs.tla.Specs;

/** What there is, with one line each. */
@Command(
        name = "list",
        description = "Shows what there is: systems, workloads, nemeses, worlds, checkers, models, mutants, specs.",
        footerHeading = "%nExamples:%n",
        footer = {"  refute list", "  refute list nemeses", "  refute list systems --json"})
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description =
                    "systems, workloads, nemeses, worlds, checkers, models, mutants or specs; all of them without")
    String kind = "";

    @Option(names = "--json", description = "one JSON object a line")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ListCommand(Console console) {
        this.console = console;
    }

    /** One thing that can be named. */
    private record Line(String kind, String name, String description, String more) {}

    @Override
    public Integer call() {
        Map<String, List<Line>> catalogue = catalogue();
        if (!kind.isEmpty() && !catalogue.containsKey(kind)) {
            throw new BadInput("list " + kind, "there is no such kind", Nearest.remedy(kind, catalogue.keySet()));
        }
        catalogue.forEach((name, lines) -> {
            if (kind.isEmpty() || kind.equals(name)) {
                show(name, lines);
            }
        });
        return 0;
    }

    private void show(String name, List<Line> lines) {
        if (json) {
            lines.forEach(line -> console.result(Json.line(Map.of(
                    "kind", line.kind(),
                    "name", line.name(),
                    "description", line.description(),
                    "more", line.more()))));
            return;
        }
        if (kind.isEmpty()) {
            console.result(console.bold(name));
        }
        int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        for (Line line : lines) {
            String more = line.more().isEmpty() ? "" : console.dim("  [" + line.more() + "]");
            console.result(
                    "  " + line.name() + " ".repeat(width - line.name().length()) + "  " + line.description() + more);
        }
        if (lines.isEmpty()) {
            console.result("  none");
        }
        if (kind.isEmpty()) {
            console.result("");
        }
    }

    private static Map<String, List<Line>> catalogue() {
        Map<String, List<Line>> catalogue = new LinkedHashMap<>();
        // A system may be offered twice, for different worlds, with the same mutants.
        SequencedSet<Line> mutants = new LinkedHashSet<>();
        List<Line> systems = new ArrayList<>();
        Registry.systems().forEach(one -> {
            String versions = one.versions().isEmpty() ? "" : "; here: " + String.join(", ", one.versions());
            systems.add(new Line("system", one.name(), one.description(), String.join(", ", one.worlds()) + versions));
            one.mutants()
                    .forEach(mutant -> mutants.add(new Line("mutant", mutant.id(), mutant.description(), one.name())));
        });
        Registry.libraries().forEach(one -> {
            systems.add(
                    new Line("system", one.name(), one.description(), "as a library: refute scorecard " + one.name()));
            one.mutants()
                    .forEach(mutant -> mutants.add(new Line("mutant", mutant.id(), mutant.description(), one.name())));
        });
        catalogue.put("systems", systems);
        catalogue.put(
                "workloads",
                Registry.workloads().stream()
                        .map(one -> new Line("workload", one.name(), one.description(), ""))
                        .toList());
        catalogue.put(
                "nemeses",
                Registry.nemeses().stream()
                        .map(one -> new Line(
                                "nemesis",
                                one.name(),
                                one.description(),
                                "needs "
                                        + String.join(
                                                ", ",
                                                one.needs().stream()
                                                        .map(Capability::word)
                                                        .sorted()
                                                        .toList())))
                        .toList());
        catalogue.put(
                "worlds",
                Worlds.all().stream()
                        .map(one -> new Line("world", one.name(), one.description(), ""))
                        .toList());
        catalogue.put("checkers", checkers());
        catalogue.put("models", models());
        catalogue.put("mutants", List.copyOf(mutants));
        catalogue.put("specs", specs());
        return catalogue;
    }

    private static List<Line> specs() {
        return Specs.all().stream()
                .map(one -> new Line(
                        "spec",
                        one.name(),
                        one.title(),
                        "models "
                                + String.join(
                                        ", ",
                                        one.models().stream()
                                                .map(SpecModel::name)
                                                .toList())))
                .toList();
    }

    private static List<Line> checkers() {
        return Catalogues.checkers().stream()
                .map(one -> new Line("checker", one.name(), one.description(), ""))
                .toList();
    }

    private static List<Line> models() {
        return Catalogues.models().entrySet().stream()
                .map(one -> new Line("model", one.getKey(), one.getValue(), ""))
                .toList();
    }
}
