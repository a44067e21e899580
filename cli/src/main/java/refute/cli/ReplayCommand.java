package refute.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Problem;
import refute.harness.run.Scenario;
import refute.harness.system.SystemOptions;
import refute.harness.world.simulation.SimulationWorld;

/** Executes a stored run again. */
@Command(
        name = "replay",
        description = {
            "Executes a stored run again: with the same scenario, seed and faults. A run in simulation repeats event for"
                    + " event, or says that it did not; a run of real nodes is tried several times, and it is counted how"
                    + " often it ends the same way.",
            "",
            "What a scorecard has kept of a library, such as the image of a disk after a crash, is looked at again: as it was"
                    + " kept, or from the seed of its trial.",
            "",
            "To judge again what was recorded, without executing anything, there is: refute check RUN"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute replay store/evidence/T01-power            the image that a power loss left",
            "  refute replay store/latest",
            "  refute replay run.zip                             a run that somebody else has sent",
            "  refute replay store/latest --until 1200           simulation: halts before event 1200, shows the state",
            "  refute replay store/latest --break 'timer on n2 after 1.5s'",
            "  refute replay store/latest --tries 10 --json      real nodes: ten times",
            "",
            "Exit codes: the verdict of what was executed (0 valid, 1 invalid, 2 unknown), of several tries the worst; 2 if",
            "no try ended as the stored run did, or other code than made a simulated run took another way; 255 if the same",
            "code did. Where it is halted: 0, or 2 if the run ended before."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int TRIES_MAX = 1000;

    private final Console console;

    @Parameters(
            paramLabel = "RUN",
            description = "the folder of a run, or of a finding of a scorecard; or a zip file of one")
    Path run = Path.of("");

    @Option(names = "--tries", paramLabel = "N", description = "how often a run of real nodes is executed (default: 5)")
    @Nullable
    Integer tries;

    @Option(
            names = "--until",
            paramLabel = "N",
            description = "simulation: halts before the N-th event, and shows the state")
    @Nullable
    Long until;

    @Option(
            names = "--break",
            paramLabel = "EVENT",
            description =
                    "simulation: halts after the first such event: WORD [on NODE] [after TIME]; the words are delivered,"
                            + " lost, answered, timer, disk, disk-fault, node, network, clock, recorded, any; the time is"
                            + " of the simulation, which begins before the first operation")
    @Nullable
    String event;

    @Option(names = "--binary", paramLabel = "PATH", description = "the system's program here, if it is elsewhere")
    @Nullable
    String binary;

    @Option(
            names = "--proxy",
            paramLabel = "ENGINE",
            description =
                    "real nodes: who carries the traffic, builtin or toxiproxy, if not the usual one of the world")
    @Nullable
    String proxy;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where the tries of a run of real nodes are kept (default: ${DEFAULT-VALUE})")
    Path out = Path.of("store");

    @Option(names = "--json", description = "one JSON object an execution on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (UnpackedRun unpacked = UnpackedRun.open(run)) {
            if (Finding.isIn(unpacked.folder())) {
                refuseOptionsOfRuns();
                return new FindingReplay(console, json).replay(unpacked.folder());
            }
            StoredRun stored = StoredRun.read(unpacked.folder());
            stored.differences().forEach(line -> console.note("not what made this run: " + line));
            boolean simulated = stored.record().scenario().subject().world().equals(SimulationWorld.NAME);
            refuseMisfits(simulated);
            return simulated ? exactly(stored) : again(stored);
        }
    }

    private void refuseOptionsOfRuns() {
        if (tries != null || proxy != null || binary != null || until != null || event != null) {
            throw new BadInput(
                    run.toString(), "is a finding about a library, and no run", "leave out the options but --json");
        }
    }

    private void refuseMisfits(boolean simulated) {
        BadInput.Collector problems = new BadInput.Collector();
        if (simulated && tries != null) {
            problems.add("--tries", "a simulated run repeats exactly", "leave it out");
        }
        if (simulated && proxy != null) {
            problems.add("--proxy", "simulation has no proxies", "leave it out");
        }
        if (simulated && binary != null) {
            problems.add("--binary", "simulation runs no binary", "leave it out");
        }
        if (!simulated && (until != null || event != null)) {
            problems.add(
                    until != null ? "--until" : "--break", "real nodes cannot be halted at an event", "leave it out");
        }
        if (tries != null && (tries < 1 || tries > TRIES_MAX)) {
            problems.add("--tries", tries + " is not 1 to " + TRIES_MAX);
        }
        problems.throwIfAny();
    }

    private int exactly(StoredRun stored) throws InterruptedException {
        ExactReplay replay = new ExactReplay(console, stored, json);
        if (until == null && event == null) {
            return replay.replay();
        }
        OptionalLong before = until == null ? OptionalLong.empty() : OptionalLong.of(until);
        return replay.halt(BreakCondition.of(before, event));
    }

    private int again(StoredRun stored) throws InterruptedException {
        Scenario scenario = stored.asItWas(Optional.ofNullable(proxy));
        SystemOptions options = scenario.subject().options();
        if (binary != null) {
            scenario = scenario.options(options.withBinary(binary));
        }
        List<String> hidden = options.flags().entrySet().stream()
                .filter(flag -> flag.getValue().contains("(hidden)"))
                .map(flag -> flag.getKey())
                .toList();
        if (!hidden.isEmpty()) {
            throw new BadInput(List.of(new Problem(
                    run.toString(),
                    "the record hides the secret values of " + String.join(", ", hidden),
                    "run it with refute run, which the report names, and fill them in")));
        }
        return new Reexecution(console, stored, out, json).replay(scenario, tries == null ? 5 : tries);
    }
}
