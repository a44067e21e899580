package refute.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.harness.BadInput;
import refute.harness.Seed;
import refute.harness.check.CheckResult;
import refute.harness.check.FailureKind;
import refute.harness.check.Verdict;
import refute.harness.fault.Nemesis;
import refute.harness.fault.Schedule;
import refute.harness.history.Reading;
import refute.harness.run.Load;
import refute.harness.run.RunFolder;
import refute.harness.run.RunRecord;
import refute.harness.run.Scenario;
import refute.harness.run.ScenarioRecord;
import refute.harness.run.Shrunk;
import refute.harness.run.Simulated;
import refute.harness.run.Subject;
import refute.harness.run.Trouble;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.workload.Workload;
import refute.harness.world.World;
import refute.harness.world.simulation.SimulationWorld;

/**
 * A run as it was kept, read whole, to be executed again.
 *
 * @param folder where it is
 * @param record scenario, origin and outcome
 * @param schedule the faults that were planned
 * @param operations how many invocations and completions its history has
 */
record StoredRun(RunFolder folder, RunRecord record, Schedule schedule, int operations) {

    /** @throws BadInput with all that is wrong with its files */
    static StoredRun read(Path path) {
        RunFolder folder = RunFolder.open(path);
        BadInput.Collector problems = new BadInput.Collector();
        RunRecord record = attempt(folder::record, problems);
        Schedule schedule = attempt(folder::schedule, problems);
        Reading history = attempt(folder::history, problems);
        attempt(folder::script, problems);
        attempt(folder::shrunk, problems);
        problems.throwIfAny();
        return new StoredRun(
                folder,
                Objects.requireNonNull(record),
                Objects.requireNonNull(schedule),
                Objects.requireNonNull(history).history().size());
    }

    Verdict verdict() {
        return RunReport.verdict(record);
    }

    /** How it failed; empty if it did not, or has not been judged. */
    SequencedSet<FailureKind> kinds() {
        return FailureKind.of(results());
    }

    /** Whether it was made of the other one, or of the same one: of the same system, and drawn from the same seed. */
    boolean isOf(StoredRun other) {
        return drawnFrom() == other.drawnFrom()
                && record.scenario()
                        .subject()
                        .system()
                        .equals(other.record.scenario().subject().system());
    }

    /** The seed of the run that was drawn, of which this one may have been made. */
    private long drawnFrom() {
        return folder.shrunk().map(Shrunk::seed).orElse(record.scenario().seed());
    }

    /** As it is called below its store. */
    String name() {
        Path path = folder.path();
        Path above = path.getParent();
        return above == null || above.getFileName() == null
                ? path.toString()
                : above.getFileName() + "/" + path.getFileName();
    }

    Optional<Simulated> simulated() {
        return Simulated.of(results());
    }

    /** By how this Refute is another one than made the run, a line each; empty if it is the same. */
    List<String> differences() {
        RunRecord.Origin here = Origins.here();
        RunRecord.Origin then = record.origin();
        List<String> lines = new ArrayList<>();
        differ(lines, "the code", then.codeRevision(), here.codeRevision());
        here.versions()
                .forEach((name, version) -> differ(lines, name, then.versions().getOrDefault(name, ""), version));
        return lines;
    }

    /**
     * The scenario, with the faults that were recorded.
     *
     * @param engine who carries the traffic of real nodes, if not the usual one: the record does not know it
     * @throws BadInput with everything that is named in it and not here
     */
    Scenario scenario(Optional<String> engine) {
        ScenarioRecord stored = record.scenario();
        ScenarioRecord.SubjectRecord subject = stored.subject();
        ScenarioRecord.LoadRecord load = stored.load();
        BadInput.Collector problems = new BadInput.Collector();
        SystemUnderTest system =
                attempt(() -> Registry.system(subject.system(), Optional.of(subject.world())), problems);
        World world = attempt(() -> world(subject, engine), problems);
        Workload workload = attempt(() -> Registry.workload(load.workload()), problems);
        List<Nemesis> nemeses = new ArrayList<>();
        stored.nemeses().forEach(name -> {
            Nemesis nemesis = attempt(() -> Registry.nemesis(name), problems);
            if (nemesis != null) {
                nemeses.add(nemesis);
            }
        });
        problems.throwIfAny();
        SystemOptions options = subject.options();
        return new Scenario(
                stored.name(),
                new Subject(Objects.requireNonNull(system), options, Objects.requireNonNull(world), subject.nodes()),
                new Load(
                        Objects.requireNonNull(workload),
                        load.workers(),
                        load.keys(),
                        load.ratePerSecond(),
                        load.timeLimit(),
                        load.reads()),
                new Trouble(nemeses, Optional.of(schedule)),
                stored.limits(),
                new Seed(stored.seed()));
    }

    /** As {@link #scenario}, with what happened instead of what would be drawn, if the run was made smaller. */
    Scenario asItWas(Optional<String> engine) {
        Scenario scenario = scenario(engine);
        return folder.script().map(script -> script.in(scenario)).orElse(scenario);
    }

    private static World world(ScenarioRecord.SubjectRecord subject, Optional<String> engine) {
        World world = Worlds.named(subject.world(), engine);
        return world instanceof SimulationWorld && subject.calm() ? SimulationWorld.calm() : world;
    }

    private List<CheckResult> results() {
        return RunReport.results(record);
    }

    private static void differ(List<String> lines, String what, String then, String now) {
        if (!then.equals(now)) {
            lines.add(what + " was " + (then.isEmpty() ? "(unknown)" : then) + ", is "
                    + (now.isEmpty() ? "(unknown)" : now));
        }
    }

    private static <T> @Nullable T attempt(Supplier<T> reading, BadInput.Collector problems) {
        try {
            return reading.get();
        } catch (BadInput bad) {
            problems.addAll(bad);
            return null;
        }
    }
}
