package refute.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} is told, as it was typed; {@link ScenarioReader} makes a scenario of it. */
final class RunOptions {
    @Parameters(index = "0", paramLabel = "SYSTEM", description = "what to test (refute list systems)")
    String system = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description =
                    "what clients do (refute list workloads); the default is register, or the first that the system supports")
    @Nullable
    String workload;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            description = "where nodes run: processes, containers or simulation")
    @Nullable
    String world;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "how many nodes, 1 to 7 (default: 3, or as many as the system can have)")
    @Nullable
    Integer nodes;

    @Option(
            names = "--nemesis",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "what goes wrong: names with commas between, all, or none (refute list nemeses); the default is"
                            + " partition,kill,pause as far as the world can do them, and in simulation what each seed"
                            + " draws")
    @Nullable
    List<String> nemeses;

    @Option(
            names = "--schedule",
            paramLabel = "FILE",
            description = "exactly these faults instead of drawing them: a schedule.json, of a run or written by hand")
    @Nullable
    Path schedule;

    @Option(names = "--seed", paramLabel = "N", description = "where all choices come from; the default is a new one")
    @Nullable
    Long seed;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            description = "how long clients work while faults happen (default: 60s; in simulation 10s)")
    @Nullable
    String timeLimit;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "operations a second over all clients; 0 is as fast as it goes (default: ${DEFAULT-VALUE})")
    double rate = 200;

    @Option(
            names = "--concurrency",
            paramLabel = "N|Nn",
            description = "how many clients at once; 2n is twice the nodes (default: ${DEFAULT-VALUE})")
    String concurrency = "2n";

    @Option(
            names = "--keys",
            paramLabel = "N",
            description =
                    "how many objects are in use at once (default: so many that the clients of one key are on all nodes)")
    @Nullable
    Integer keys;

    @Option(
            names = "--proxy",
            paramLabel = "ENGINE",
            description = "who carries the traffic: builtin (the default for processes) or toxiproxy, the real one (the"
                    + " default for containers)")
    @Nullable
    String proxy;

    @Option(names = "--version", paramLabel = "VERSION", description = "version of the system, such as 3.4.23")
    @Nullable
    String version;

    @Option(names = "--binary", paramLabel = "PATH", description = "the system's program, if not the one that is found")
    @Nullable
    String binary;

    @Option(
            names = "--image",
            paramLabel = "NAME",
            description = "the container image, if not the system's official one")
    @Nullable
    String image;

    @Option(names = "--mutant", paramLabel = "ID", description = "a seeded bug to switch on (refute list mutants)")
    @Nullable
    String mutant;

    @Option(
            names = "--trace",
            description = "nodes record what they do; it is judged whether that is a behaviour of the system's spec")
    boolean trace;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a setting of the system itself, such as snapshot-count=100")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--reads",
            paramLabel = "KIND",
            description = "what reads ask for: linearizable or serializable (default: ${DEFAULT-VALUE})")
    String reads = "linearizable";

    @Option(
            names = "--from-spec",
            paramLabel = "SPEC",
            description =
                    "leads a simulated system along behaviours of its spec, which it must follow (--count of them)")
    @Nullable
    String fromSpec;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "how many steps a behaviour of --from-spec has at most (default: ${DEFAULT-VALUE})")
    int steps = 80;

    @Option(names = "--count", paramLabel = "N", description = "how many runs, each with its own seed (default: 1)")
    int count = 1;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "how many simulated runs at once (default: ${DEFAULT-VALUE})")
    int jobs = 1;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where run folders are kept (default: ${DEFAULT-VALUE})")
    Path out = Path.of("store");

    @Option(names = "--name", paramLabel = "NAME", description = "the scenario's name (default: SYSTEM-WORKLOAD)")
    @Nullable
    String name;

    @Option(names = "--open", description = "open the report in a browser at the end")
    boolean open;

    @Option(names = "--json", description = "one JSON object a run on standard output, nothing else there")
    boolean json;

    /** Those that were given and have a meaning only where clients work and faults happen. */
    List<String> ofWorkloads() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("WORKLOAD " + workload, workload != null);
        given.put("--nemesis", nemeses != null);
        given.put("--schedule", schedule != null);
        given.put("--time-limit", timeLimit != null);
        given.put("--keys", keys != null);
        given.put("--proxy", proxy != null);
        given.put("--version", version != null);
        given.put("--binary", binary != null);
        given.put("--image", image != null);
        given.put("--set", !settings.isEmpty());
        given.put("--nodes " + nodes, nodes != null && nodes != 3);
        given.put("--jobs " + jobs, jobs != 1);
        return given.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    Optional<String> workload() {
        return Optional.ofNullable(workload);
    }
}
