package refute.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import refute.harness.BadInput;
import refute.harness.Durations;
import refute.harness.Seed;
import refute.harness.check.FailureKind;
import refute.harness.run.Scenario;
import refute.harness.run.Shrunk;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.shrinking.Case;
import refute.nemeses.shrinking.Oracle;
import refute.nemeses.shrinking.Shrinking;
import refute.reports.Report;

/** Makes a failing run smaller. */
@Command(
        name = "shrink",
        description = {
            "Makes a failing run smaller: leaves out faults, accidents, operations, clients, nodes and time as long as it"
                    + " still fails in the same way (the same checker finds the same kind of anomaly). The result is a run"
                    + " folder; it replays.",
            "",
            "Ctrl-C ends it with the best so far; the next shrink of the same run, or of the result, goes on from there."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  refute shrink store/latest",
            "  refute shrink store/latest --budget 5m --java Shrunk.txt",
            "  refute shrink store/latest --tries 5 --needed 3     real nodes: fails if 3 of 5 tries do",
            "",
            "Exit codes: that of the result, 1; 2 if the run could not be made to fail again; 254 if it did not fail."
        })
final class ShrinkCommand implements Callable<Integer> {
    private static final String SUFFIX = "-shrunk";
    private static final String POINTER = "shrunk.txt";
    private static final int TRIES_MAX = 100;

    private final Console console;
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Parameters(paramLabel = "RUN", description = "the folder of a failed run, or a zip file of one")
    Path run = Path.of("");

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            description = "how long to try (default: 60s in simulation, 15m with real nodes)")
    @Nullable
    String budget;

    @Option(
            names = "--tries",
            paramLabel = "N",
            description = "real nodes: how often a case is executed at most (default: 3)")
    int tries = 3;

    @Option(
            names = "--needed",
            paramLabel = "K",
            description = "real nodes: in how many of them it must fail (default: 2)")
    int needed = 2;

    @Option(
            names = "--java",
            paramLabel = "FILE",
            description = "writes the result as a test in Java, too (default: test.txt in the run folder)")
    @Nullable
    Path java;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where the result is kept (default: ${DEFAULT-VALUE})")
    Path out = Path.of("store");

    @Option(names = "--json", description = "one JSON object on standard output, nothing else there")
    boolean json;

    @Option(names = "--help", usageHelp = true, description = "shows this help")
    boolean help;

    ShrinkCommand(Console console) {
        this.console = console;
    }

    /** What is made smaller: the run that was named, or where an earlier shrink of it has come to, which is stored. */
    private record Task(StoredRun named, StoredRun stored, Scenario base, FailureKind kind) {
        boolean isExact() {
            return base.subject().world() instanceof SimulationWorld;
        }
    }

    @Override
    @SuppressWarnings("try") // The handler is only held while cases are tried.
    public Integer call() throws InterruptedException, IOException {
        Path scratch = Files.createTempDirectory("refute-shrink-");
        try (UnpackedRun unpacked = UnpackedRun.open(run)) {
            StoredRun named = StoredRun.read(unpacked.folder());
            StoredRun stored = best(named);
            Duration within = budget(stored);
            Task task = new Task(named, stored, stored.scenario(Optional.empty()), kind(stored));
            stored.differences().forEach(line -> console.note("not what made this run: " + line));
            Shrunk how = null;
            Case smallest = null;
            try (Interrupts unused = Interrupts.handle(() -> stopped.set(true))) {
                Oracle oracle = oracle(task, scratch);
                Optional<FailingCase> failing = FailingCase.of(stored, task.base(), oracle);
                if (failing.isPresent()) {
                    long begun = System.nanoTime();
                    Shrinking shrinking = shrink(task, failing.get(), oracle, within);
                    smallest = shrinking.best();
                    how = how(task, failing.get(), shrinking, System.nanoTime() - begun);
                }
            }
            if (how == null || smallest == null) {
                console.error("the run did not fail again as it had (" + task.kind() + "): nothing to make smaller");
                return 2;
            }
            tell(how);
            return keep(task, smallest, how);
        } finally {
            UnpackedRun.remove(scratch);
        }
    }

    private Oracle oracle(Task task, Path scratch) {
        return task.isExact()
                ? new SimulatedOracle(task.base(), task.kind())
                : new ShrinkOracle(
                        task.base(), task.kind(), new Execution(console, scratch, true), needed, tries, stopped);
    }

    /** Where an earlier shrink of this run has come to, if it is still there. */
    private StoredRun best(StoredRun named) {
        Path pointer = named.folder().path().resolve(POINTER);
        try {
            // In a zip it would name a folder of another machine.
            if (Files.isDirectory(run) && Files.isRegularFile(pointer) && Files.size(pointer) < 4096) {
                Path best = Path.of(Files.readString(pointer).strip());
                if (Files.isDirectory(best)) {
                    StoredRun smaller = StoredRun.read(best);
                    if (smaller.isOf(named)) {
                        console.note("going on from " + EndScreen.shortest(best));
                        return smaller;
                    }
                    console.note(EndScreen.shortest(best) + " is not of this run, beginning anew");
                }
            }
        } catch (IOException | RuntimeException e) {
            console.note(pointer + " is of no use, beginning anew: " + e.getMessage());
        }
        return named;
    }

    private Duration budget(StoredRun stored) {
        boolean simulated = stored.record().scenario().subject().world().equals(SimulationWorld.NAME);
        BadInput.Collector problems = new BadInput.Collector();
        if (tries < 1 || tries > TRIES_MAX || needed < 1 || needed > tries) {
            problems.add("--needed", needed + " of " + tries + " is not 1 to N of at most " + TRIES_MAX);
        }
        Duration within = Duration.ofSeconds(60);
        try {
            within = Durations.parse("--budget", budget != null ? budget : simulated ? "60s" : "15m");
        } catch (BadInput bad) {
            problems.addAll(bad);
        }
        problems.throwIfAny();
        return within;
    }

    private FailureKind kind(StoredRun stored) {
        Optional<String> before = stored.folder().shrunk().map(Shrunk::kind);
        return stored.kinds().stream()
                .filter(kind -> before.isEmpty() || before.get().equals(kind.toString()))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        run.toString(),
                        "the run is " + stored.verdict().word() + ": there is no failure to keep",
                        "name a run that is invalid"));
    }

    private Shrinking shrink(Task task, FailingCase failing, Oracle oracle, Duration within)
            throws InterruptedException {
        long begun = System.nanoTime();
        console.note("from " + failing.whole().words());
        Shrinking[] itself = new Shrinking[1];
        Shrinking shrinking = new Shrinking(
                failing.whole(),
                failing.endNanos(),
                oracle,
                () -> !stopped.get() && System.nanoTime() - begun < within.toNanos(),
                task.isExact(),
                luck(task),
                smaller -> console.live(String.format(
                        Locale.ROOT,
                        "%4.0f s  %,d tried  %s",
                        (System.nanoTime() - begun) / 1e9,
                        itself[0].tried(),
                        smaller.words())));
        itself[0] = shrinking;
        shrinking.run();
        console.endLive();
        return shrinking;
    }

    /** What goes on from an earlier shrink tries something else than that did. */
    private static Seed luck(Task task) {
        long before = task.stored().folder().shrunk().map(Shrunk::tried).orElse(0L);
        return task.base().seed().substream("shrink").substream(before);
    }

    /** All told, since the run that was drawn. */
    private static Shrunk how(Task task, FailingCase failing, Shrinking shrinking, long nanos) {
        Optional<Shrunk> earlier = task.stored().folder().shrunk();
        return new Shrunk(
                earlier.map(Shrunk::of).orElse(task.stored().name()),
                earlier.map(Shrunk::seed).orElse(task.base().seed().value()),
                task.kind().toString(),
                earlier.map(Shrunk::before).orElse(FailingCase.size(failing.whole())),
                FailingCase.size(shrinking.best()),
                earlier.map(Shrunk::tried).orElse(0L) + shrinking.tried(),
                earlier.map(Shrunk::nanos).orElse(0L) + nanos,
                shrinking.isComplete());
    }

    private void tell(Shrunk how) {
        console.note("to " + FailingCase.words(how.after())
                + String.format(
                        Locale.ROOT,
                        "; %.1f %% of faults, accidents and operations are gone, after %,d tries in %.1f s%s",
                        how.percentGone(),
                        how.tried(),
                        how.nanos() / 1e9,
                        how.complete() ? "" : "; interrupted: the next shrink goes on from here"));
    }

    /** The result, executed once more into a folder of its own. */
    private int keep(Task task, Case smallest, Shrunk how) throws InterruptedException, IOException {
        Scenario base = task.base();
        String name = base.name().endsWith(SUFFIX) || base.name().length() > 90 ? base.name() : base.name() + SUFFIX;
        Execution.Ended ended = new Execution(console, out, true)
                .run(smallest.in(base.name(name)), new Report.Smaller(smallest.script(), Optional.of(how)));
        Path folder = ended.folder().path();
        Path test = java == null ? folder.resolve("test.txt") : java;
        Files.writeString(test, ShrunkTest.of(base, smallest, task.kind()), StandardCharsets.UTF_8);
        point(task.named(), folder);
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>(RunSummary.of(
                    folder, ended.record(), ended.result().evidence().faults()));
            summary.put("kind", how.kind());
            summary.put("tried", how.tried());
            summary.put("complete", how.complete());
            summary.put("accidents", how.after().accidents());
            summary.put("percentGone", how.percentGone());
            console.result(Json.line(summary));
        } else {
            new EndScreen(console, ended.folder()).show(ended.record(), ended.result());
            console.result("  schedule   " + EndScreen.shortest(ended.folder().scheduleFile()) + ", "
                    + EndScreen.shortest(ended.folder().scriptFile()));
            console.result("  test       " + EndScreen.shortest(test));
        }
        return ended.result().exitCode();
    }

    private void point(StoredRun named, Path folder) {
        try {
            Files.writeString(
                    named.folder().path().resolve(POINTER), folder.toAbsolutePath() + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            console.note(
                    "the next shrink will begin anew, unless it is given " + EndScreen.shortest(folder) + ": " + e);
        }
    }
}
