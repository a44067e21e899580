package refute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import refute.harness.BadInput;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.World;
import refute.nemeses.network.ToxiproxyLinks;

/** What works on this machine, and what gets what does not. */
@Command(
        name = "doctor",
        description =
                "Shows which worlds, engines and systems work on this machine; for each that does not, what gets it.",
        footerHeading = "%nExamples:%n",
        footer = {"  refute doctor", "  refute doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "one JSON object a line")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    DoctorCommand(Console console) {
        this.console = console;
    }

    private record Finding(String kind, String name, boolean works, String text) {}

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("java", Runtime.version().toString(), true, System.getProperty("java.vm.name", "")));
        for (World world : Worlds.all()) {
            Optional<String> lacks = world.lacks();
            findings.add(new Finding("world", world.name(), lacks.isEmpty(), lacks.orElse(world.description())));
        }
        findings.add(new Finding("engine", "builtin", true, "the Toxiproxy-compatible engine in this program"));
        findings.add(ToxiproxyLinks.realProgram()
                .map(path -> new Finding("engine", "toxiproxy", true, path.toString()))
                .orElse(new Finding(
                        "engine",
                        "toxiproxy",
                        false,
                        "no toxiproxy-server on the path; go install"
                                + " github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0 builds one (as \"server\")")));
        Registry.systems().forEach(system -> findings.add(system(system)));
        findings.forEach(this::show);
        return 0;
    }

    private static Finding system(SystemUnderTest system) {
        if (!system.versions().isEmpty()) {
            return new Finding("system", system.name(), true, String.join(", ", system.versions()));
        }
        try {
            system.prepare(
                            refute.harness.system.SystemOptions.standard(),
                            system.worlds().getFirst())
                    .close();
            return new Finding("system", system.name(), true, system.description());
        } catch (BadInput lacking) {
            return new Finding("system", system.name(), false, String.valueOf(lacking.getMessage()));
        }
    }

    private void show(Finding finding) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", finding.kind());
            line.put("name", finding.name());
            line.put("works", finding.works());
            line.put("text", finding.text());
            console.result(Json.line(line));
            return;
        }
        String mark = finding.works() ? console.colour("32", "works  ") : console.colour("33", "lacking");
        console.result(String.format("%s  %-7s %-11s %s", mark, finding.kind(), finding.name(), finding.text()));
    }
}
