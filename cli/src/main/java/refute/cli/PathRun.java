package refute.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.check.Budget;
import refute.harness.check.CheckResult;
import refute.harness.check.Evidence;
import refute.harness.check.Trace;
import refute.harness.check.Verdict;
import refute.harness.history.History;
import refute.harness.path.PathFollower;
import refute.harness.path.PathOutcome;
import refute.harness.path.SpecPath;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.world.simulation.Chance;
import refute.harness.world.simulation.SimulationWorld;
import refute.specs.tla.Counterexample;
import refute.specs.tla.Spec;
import refute.specs.tla.SpecMutant;
import refute.specs.tla.Specs;
import refute.specs.tla.path.Behaviour;
import refute.specs.tla.path.Paths;
import refute.specs.tla.path.Refutation;
import refute.specs.tla.trace.ConformanceChecker;

/**
 * {@code run --from-spec}: behaviours of a spec become schedules of a system, which must follow them; what it records on the way must be a
 * behaviour of the spec again. With a mutant that the spec has, too, only behaviours of the mutated spec that violate an invariant are
 * followed.
 */
final class PathRun {
    /** How many behaviours of a mutated spec are drawn for one that violates something. */
    private static final int DRAWS_MAX = 20_000;

    private static final int WIDTH = 200;

    private final Console console;
    private final RunOptions options;
    private final Spec spec;
    private final PathFollower follower;
    private final String mutant;
    private final ConformanceChecker checker = new ConformanceChecker();
    private final SequencedMap<String, Long> figures = new TreeMap<>();
    private final SequencedMap<String, Long> actions = new TreeMap<>();
    private final long begun = System.nanoTime();
    private long paths;
    private long steps;
    private volatile boolean stopping;

    private PathRun(Console console, RunOptions options, Spec spec, PathFollower follower) {
        this.console = console;
        this.options = options;
        this.spec = spec;
        this.follower = follower;
        this.mutant = spec.mutants().stream()
                .map(SpecMutant::name)
                .filter(name -> name.equals(options.mutant))
                .findFirst()
                .orElse(Spec.NO_MUTANT);
    }

    /** @throws BadInput with everything that is wrong with the options */
    static PathRun of(Console console, RunOptions options) {
        BadInput.Collector problems = new BadInput.Collector();
        String name = String.valueOf(options.fromSpec);
        Optional<Spec> spec = Optional.empty();
        try {
            Spec known = Specs.named(name);
            spec = Optional.of(known);
            if (!Paths.specs().contains(known.name())) {
                problems.add(
                        "--from-spec " + name,
                        "has no behaviours along which a system can be led",
                        "there are those of " + String.join(", ", Paths.specs()));
            }
        } catch (BadInput e) {
            problems.addAll(e);
        }
        if (options.world != null && !options.world.equals(SimulationWorld.NAME)) {
            problems.add("--world " + options.world, "only a simulated system can be led", "write --world simulation");
        }
        for (String option : options.ofWorkloads()) {
            problems.add(option, "a behaviour of the spec says all that happens", "leave it out");
        }
        if (options.count < 1) {
            problems.add("--count", options.count + " is not at least 1");
        }
        if (options.steps < 1) {
            problems.add("--steps", options.steps + " is not at least 1");
        }
        Optional<PathFollower> follower = Optional.empty();
        try {
            follower = follower(options, spec.map(Spec::name).orElse(""));
        } catch (BadInput e) {
            problems.addAll(e);
        }
        problems.throwIfAny();
        return new PathRun(console, options, spec.orElseThrow(), follower.orElseThrow());
    }

    private static Optional<PathFollower> follower(RunOptions options, String spec) {
        SystemUnderTest system = Registry.system(options.system, Optional.of(SimulationWorld.NAME));
        SystemOptions made = SystemOptions.standard();
        Optional<PathFollower> found =
                system.pathFollower(options.mutant == null ? made : made.withMutant(options.mutant));
        if (found.isEmpty() || !(spec.isEmpty() || system.traceSpec().equals(Optional.of(spec)))) {
            throw new BadInput("system " + options.system, "cannot be led along behaviours of " + spec, "try kv");
        }
        return found;
    }

    /** Ends after the behaviour that is being followed. */
    void stop() {
        stopping = true;
    }

    /** Follows them all, or up to the first that shows something; returns the exit code. */
    int run(long seed) throws InterruptedException {
        try (Paths prompt = Paths.open(spec.name(), true, mutant);
                Paths slow = Paths.open(spec.name(), false, mutant)) {
            for (int n = 0; n < options.count && !stopping; n++) {
                // Of two behaviours one has disks that take their time.
                Paths from = n % 2 == 0 ? slow : prompt;
                Optional<Behaviour> behaviour = n == 0 && Refutation.isKnown(spec, mutant)
                        ? Optional.of(Refutation.of(spec.name(), mutant))
                        : draw(from, new Chance(new Seed(seed).substream(n)));
                if (behaviour.isEmpty()) {
                    return end(seed, Verdict.UNKNOWN, "of " + DRAWS_MAX + " behaviours, none violates anything");
                }
                Optional<String> wrong = follow(seed, n, behaviour.get());
                if (wrong.isPresent()) {
                    return end(seed, Verdict.INVALID, wrong.get());
                }
                console.live(
                        String.format(Locale.ROOT, "%,d of %,d behaviours, %,d steps", paths, options.count, steps));
            }
        } finally {
            console.endLive();
        }
        return stopping
                ? end(seed, Verdict.UNKNOWN, "it was stopped")
                : end(seed, Verdict.VALID, "the store followed each, and what it recorded is a behaviour of the spec");
    }

    private Optional<Behaviour> draw(Paths from, Chance chance) {
        for (int draws = 0; draws < DRAWS_MAX && !stopping; draws++) {
            Behaviour behaviour = from.draw(chance, options.steps);
            if (mutant.equals(Spec.NO_MUTANT) || behaviour.violated().isPresent()) {
                return Optional.of(behaviour);
            }
        }
        return Optional.empty();
    }

    /** What is wrong, if anything is. */
    private Optional<String> follow(long seed, int n, Behaviour behaviour) {
        SpecPath path = behaviour.path(spec.name());
        PathOutcome outcome = follower.follow(path);
        paths++;
        steps += outcome.steps();
        outcome.figures().forEach((what, count) -> figures.merge(what, count, Long::sum));
        path.steps().stream()
                .skip(1)
                .limit(outcome.steps())
                .forEach(step -> actions.merge(step.action(), 1L, Long::sum));
        CheckResult judged = checker.check(
                new Evidence(History.empty(), List.of(), List.of(), Optional.of(outcome.trace())), Budget.standard());
        Optional<String> wrong = outcome.divergence()
                .map(what -> "the store goes another way than the spec: " + what)
                .or(() -> judged.verdict() == Verdict.VALID ? Optional.empty() : Optional.of(judged.reason()));
        wrong.ifPresent(what -> keep(seed, n, behaviour, outcome.trace()));
        return wrong.map(what -> behaviour
                        .violated()
                        .map(property -> "along a behaviour that violates " + property + ", of "
                                + (behaviour.steps().size() - 1) + " steps: ")
                        .orElse("")
                + what);
    }

    /** The behaviour and the trace, for whoever looks into it. */
    private void keep(long seed, int n, Behaviour behaviour, Trace trace) {
        Path folder = options.out.resolve("from-" + spec.name() + "-" + seed + "-" + n);
        try (BufferedReader lines = trace.open()) {
            Files.createDirectories(folder);
            Files.write(folder.resolve("trace.ndjson"), lines.lines().toList());
            Files.writeString(
                    folder.resolve("behaviour.json"),
                    Json.line(Behaviours.plain(new Counterexample(behaviour.steps(), OptionalInt.empty()))));
            console.note("the behaviour and the trace are in " + folder);
        } catch (IOException e) {
            console.error(folder + " cannot be written: " + e.getMessage());
        }
    }

    private int end(long seed, Verdict verdict, String reason) {
        CoverageTable coverage = new CoverageTable(spec.name(), checker.coverage());
        double seconds = Math.max(1e-3, (System.nanoTime() - begun) / 1e9);
        if (options.json) {
            Map<String, Object> plain = new LinkedHashMap<>();
            plain.put("verdict", verdict.word());
            plain.put("system", options.system);
            plain.put("world", SimulationWorld.NAME);
            plain.put("spec", spec.name());
            plain.put("mutant", options.mutant == null ? "" : options.mutant);
            plain.put("seed", seed);
            plain.put("reason", reason);
            plain.put("behaviours", paths);
            plain.put("steps", steps);
            plain.put("seconds", seconds);
            plain.put("figures", figures);
            plain.put("actions", actions);
            plain.put("coverage", coverage.plain());
            console.result(Json.line(plain));
            return verdict.exitCode();
        }
        String colour = verdict == Verdict.VALID ? "32;1" : verdict == Verdict.INVALID ? "31;1" : "33;1";
        console.result(console.colour(colour, verdict.word()) + "  " + options.system + " along " + spec.name() + ": "
                + cut(reason));
        console.result(String.format(
                Locale.ROOT,
                "%,d behaviours, %,d steps, seed %d, %.1f s, %.1f behaviours/s",
                paths,
                steps,
                seed,
                seconds,
                paths / seconds));
        console.result("  led by      " + words(figures));
        console.result("  steps       " + words(actions));
        coverage.lines().forEach(console::result);
        return verdict.exitCode();
    }

    private static String cut(String text) {
        return text.length() <= WIDTH * 4 ? text : text.substring(0, WIDTH * 4 - 1) + "…";
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(", "));
    }
}
