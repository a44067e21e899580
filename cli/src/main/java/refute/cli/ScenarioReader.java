package refute.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Nearest;
import refute.harness.Problem;
import refute.harness.Seed;
import refute.harness.fault.Nemesis;
import refute.harness.fault.Schedule;
import refute.harness.run.Limits;
import refute.harness.run.Load;
import refute.harness.run.Scenario;
import refute.harness.run.ScheduleFile;
import refute.harness.run.Subject;
import refute.harness.run.Trouble;
import refute.harness.system.Capability;
import refute.harness.system.Reads;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.workload.Hardship;
import refute.harness.workload.Workload;
import refute.harness.world.World;
import refute.harness.world.simulation.SimulationWorld;

/** Makes a scenario of what was typed; all that is wrong with it is told at once. */
final class ScenarioReader {
    private static final int USUAL_NODES = 3;
    /** With a workload that is about failing disks, one in so many calls of the disk of a real node fails. */
    private static final String USUAL_DISK_ERRORS = "100";

    private static final String USUAL_WORKLOAD = "register";
    private static final List<String> USUAL_NEMESES = List.of("partition", "kill", "pause");
    private static final Pattern CONCURRENCY = Pattern.compile("([1-9][0-9]{0,4})(n?)");
    /** An operation that takes longer than this is unknown. */
    private static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(5);
    /** In simulation elections, and with them everything else, are quicker. */
    private static final Duration SIMULATED_TIMEOUT = Duration.ofSeconds(1);

    private static final int JOBS_MAX = 256;

    private final RunOptions options;
    private int nodes = USUAL_NODES;
    private final List<Problem> problems = new ArrayList<>();

    private ScenarioReader(RunOptions options) {
        this.options = options;
    }

    /**
     * The scenario, with this seed.
     *
     * @throws BadInput with everything that is wrong
     */
    static Scenario read(RunOptions options, long seed) {
        return family(options).apply(seed);
    }

    /**
     * The scenario for each seed. In simulation the seed also draws what goes wrong, unless that was named.
     *
     * @throws BadInput with everything that is wrong
     */
    static LongFunction<Scenario> family(RunOptions options) {
        Scenario scenario = new ScenarioReader(options).read();
        boolean swarm = scenario.subject().world() instanceof SimulationWorld
                && options.nemeses == null
                && options.schedule == null;
        if (!swarm) {
            return scenario::seed;
        }
        List<Nemesis> all = scenario.trouble().nemeses();
        return seed -> scenario.seed(seed)
                .nemeses(SimulationWorld.draw(new Seed(seed), all).toArray(Nemesis[]::new));
    }

    private Scenario read() {
        SystemUnderTest system = attempt(() -> Registry.system(options.system, Optional.ofNullable(options.world)));
        Workload workload = system == null ? null : attempt(() -> workload(system));
        nodes = options.nodes != null ? options.nodes : nodes(system);
        String worldName = worldName(system);
        World world = worldName == null ? null : attempt(() -> world(worldName));
        List<Nemesis> nemeses = nemeses(system, world);
        Optional<Schedule> schedule = schedule();
        int workers = workers();
        Duration timeLimit = attempt(() -> Durations.parse("--time-limit", timeLimit(world)));
        Reads reads = attempt(this::reads);
        numbers(world instanceof SimulationWorld);
        if (!problems.isEmpty()
                || system == null
                || workload == null
                || world == null
                || timeLimit == null
                || reads == null) {
            throw new BadInput(problems);
        }
        int keys = options.keys == null ? Math.max(1, workers / Math.max(2, nodes)) : options.keys;
        String name = options.name == null ? system.name() + "-" + workload.name() : options.name;
        return new Scenario(
                name,
                new Subject(system, systemOptions(workload, world), world, nodes),
                new Load(workload, workers, keys, options.rate, timeLimit, reads),
                new Trouble(nemeses, schedule),
                limits(timeLimit, world),
                new Seed(0));
    }

    private World world(String name) {
        World world = Worlds.named(name, Optional.ofNullable(options.proxy));
        boolean nothing = options.nemeses != null && options.nemeses.equals(List.of("none"));
        return world instanceof SimulationWorld && nothing ? SimulationWorld.calm() : world;
    }

    private String timeLimit(@Nullable World world) {
        if (options.timeLimit != null) {
            return options.timeLimit;
        }
        return world instanceof SimulationWorld ? "10s" : "60s";
    }

    private Limits limits(Duration timeLimit, World world) {
        Limits usual = Limits.standard();
        return new Limits(
                world instanceof SimulationWorld ? SIMULATED_TIMEOUT : OPERATION_TIMEOUT,
                usual.readyWithin(),
                usual.recoverWithin(),
                // Half a second's worth at the usual rate for each second would be no test; shorter runs owe less.
                Math.min(usual.acknowledgedMin(), Math.max(1, timeLimit.toSeconds() * 10)),
                usual.budget());
    }

    private Workload workload(SystemUnderTest system) {
        if (options.workload != null) {
            return Registry.workload(options.workload);
        }
        return Registry.workloads().stream()
                .filter(one -> system.contracts().contains(one.contract()))
                .min(Comparator.comparing((Workload one) -> !one.name().equals(USUAL_WORKLOAD)))
                .orElseThrow(() -> new BadInput("system " + system.name(), "no workload fits it", "name one"));
    }

    /** Null if nothing says it. */
    private @Nullable String worldName(@Nullable SystemUnderTest system) {
        if (options.world != null) {
            return options.world;
        }
        return system == null ? null : system.worlds().getFirst();
    }

    private List<Nemesis> nemeses(@Nullable SystemUnderTest system, @Nullable World world) {
        if (options.schedule != null && options.nemeses == null) {
            return List.of();
        }
        if (options.nemeses == null || options.nemeses.equals(List.of("all"))) {
            boolean all = options.nemeses != null || world instanceof SimulationWorld;
            return Registry.nemeses().stream()
                    .filter(one -> all || USUAL_NEMESES.contains(one.name()))
                    .filter(one -> system != null && world != null && canDo(system, world, one))
                    .toList();
        }
        if (options.nemeses.equals(List.of("none"))) {
            return List.of();
        }
        List<Nemesis> named = new ArrayList<>();
        for (String name : options.nemeses) {
            Nemesis nemesis = attempt(() -> Registry.nemesis(name));
            if (nemesis != null) {
                named.add(nemesis);
            }
        }
        return named;
    }

    private boolean canDo(SystemUnderTest system, World world, Nemesis nemesis) {
        if (nemesis.nodesMin() > nodes) {
            return false;
        }
        for (Capability needed : nemesis.needs()) {
            if (!world.capabilities().contains(needed) || !system.capabilities().contains(needed)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Schedule> schedule() {
        Path file = options.schedule;
        return file == null ? Optional.empty() : Optional.ofNullable(attempt(() -> ScheduleFile.read(file)));
    }

    private int workers() {
        Matcher matcher = CONCURRENCY.matcher(options.concurrency);
        if (!matcher.matches()) {
            problems.add(new Problem(
                    "--concurrency", "'" + options.concurrency + "' is no number of clients", "such as 10, or 2n"));
            return 1;
        }
        return Integer.parseInt(matcher.group(1)) * (matcher.group(2).isEmpty() ? 1 : Math.max(1, nodes));
    }

    private Reads reads() {
        for (Reads reads : Reads.values()) {
            if (reads.word().equals(options.reads)) {
                return reads;
            }
        }
        throw new BadInput(
                "--reads",
                "'" + options.reads + "' is no kind of read",
                Nearest.remedy(options.reads, List.of("linearizable", "serializable")));
    }

    private void numbers(boolean simulated) {
        if (nodes < 1 || nodes > Subject.NODES_MAX) {
            problems.add(new Problem("--nodes", nodes + " is not 1 to " + Subject.NODES_MAX));
        }
        if (!(options.rate >= 0) || Double.isInfinite(options.rate)) {
            problems.add(new Problem("--rate", options.rate + " is no rate", "0 is as fast as it goes"));
        }
        if (options.keys != null && options.keys < 1) {
            problems.add(new Problem("--keys", options.keys + " is not at least 1"));
        }
        if (options.jobs < 1 || options.jobs > JOBS_MAX) {
            problems.add(new Problem("--jobs", options.jobs + " is not 1 to " + JOBS_MAX));
        }
        if (options.jobs > 1 && !simulated) {
            problems.add(new Problem("--jobs", "only simulated runs go on side by side", "try --world simulation"));
        }
        if (options.count < 1) {
            problems.add(new Problem("--count", options.count + " is not at least 1"));
        }
    }

    private static int nodes(@Nullable SystemUnderTest system) {
        return system == null ? USUAL_NODES : Math.min(USUAL_NODES, system.nodesMax());
    }

    private SystemOptions systemOptions(Workload workload, World world) {
        SystemOptions made = SystemOptions.standard();
        if (workload.hardship() == Hardship.DISK && !(world instanceof SimulationWorld)) {
            made = made.withFlag(SystemOptions.DISK_ERRORS, USUAL_DISK_ERRORS);
        }
        made = options.version == null ? made : made.withVersion(options.version);
        made = options.binary == null ? made : made.withBinary(options.binary);
        made = options.image == null ? made : made.withImage(options.image);
        made = options.mutant == null ? made : made.withMutant(options.mutant);
        made = made.withTrace(options.trace);
        for (var setting : options.settings.entrySet()) {
            made = made.withFlag(setting.getKey(), setting.getValue());
        }
        return made;
    }

    /** The value, or null with its problems noted. */
    private <T> @Nullable T attempt(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadInput bad) {
            problems.addAll(bad.problems());
            return null;
        }
    }
}
