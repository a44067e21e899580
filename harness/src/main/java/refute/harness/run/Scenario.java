package refute.harness.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import refute.harness.Seed;
import refute.harness.fault.Nemesis;
import refute.harness.fault.Schedule;
import refute.harness.system.Reads;
import refute.harness.system.SystemOptions;
import refute.harness.system.SystemUnderTest;
import refute.harness.workload.Workload;
import refute.harness.world.World;

/**
 * The description of a run: with the code and the seed it is all that decides what is asked and what goes wrong.
 *
 * <p>A value; each step gives a new one.
 *
 * <pre>{@code
 * Scenario scenario = Scenario.of(new Etcd(), new RegisterWorkload(), new Processes())
 *         .nodes(5)
 *         .timeLimit(Duration.ofSeconds(60))
 *         .nemeses(new PartitionNemesis(), new KillNemesis())
 *         .seed(42);
 * }</pre>
 */
public record Scenario(String name, Subject subject, Load load, Trouble trouble, Limits limits, Seed seed) {
    /** Three nodes, six processes on ten keys at 200 operations a second for 30 seconds, nothing going wrong, seed 0. */
    public static Scenario of(SystemUnderTest system, Workload workload, World world) {
        return new Scenario(
                system.name() + "-" + workload.name(),
                new Subject(system, SystemOptions.standard(), world, 3),
                new Load(workload, 6, 10, 200, Duration.ofSeconds(30), Reads.LINEARIZABLE),
                Trouble.NONE,
                Limits.standard(),
                new Seed(0));
    }

    public Scenario name(String newName) {
        return new Scenario(newName, subject, load, trouble, limits, seed);
    }

    public Scenario world(World world) {
        return with(new Subject(subject.system(), subject.options(), world, subject.nodes()));
    }

    public Scenario nodes(int nodes) {
        return with(new Subject(subject.system(), subject.options(), subject.world(), nodes));
    }

    public Scenario options(SystemOptions options) {
        return with(new Subject(subject.system(), options, subject.world(), subject.nodes()));
    }

    public Scenario workers(int workers) {
        return with(
                new Load(load.workload(), workers, load.keys(), load.ratePerSecond(), load.timeLimit(), load.reads()));
    }

    public Scenario keys(int keys) {
        return with(
                new Load(load.workload(), load.workers(), keys, load.ratePerSecond(), load.timeLimit(), load.reads()));
    }

    /** Operations a second over all workers; 0 is as fast as it goes. */
    public Scenario rate(double perSecond) {
        return with(new Load(load.workload(), load.workers(), load.keys(), perSecond, load.timeLimit(), load.reads()));
    }

    public Scenario timeLimit(Duration timeLimit) {
        return with(
                new Load(load.workload(), load.workers(), load.keys(), load.ratePerSecond(), timeLimit, load.reads()));
    }

    public Scenario reads(Reads reads) {
        return with(
                new Load(load.workload(), load.workers(), load.keys(), load.ratePerSecond(), load.timeLimit(), reads));
    }

    public Scenario nemeses(Nemesis... nemeses) {
        return with(new Trouble(List.of(nemeses), trouble.schedule()));
    }

    /** These faults, instead of drawing them. */
    public Scenario schedule(Schedule schedule) {
        return with(new Trouble(trouble.nemeses(), Optional.of(schedule)));
    }

    public Scenario limits(Limits newLimits) {
        return new Scenario(name, subject, load, trouble, newLimits, seed);
    }

    public Scenario seed(long newSeed) {
        return new Scenario(name, subject, load, trouble, limits, new Seed(newSeed));
    }

    private Scenario with(Subject newSubject) {
        return new Scenario(name, newSubject, load, trouble, limits, seed);
    }

    private Scenario with(Load newLoad) {
        return new Scenario(name, subject, newLoad, trouble, limits, seed);
    }

    private Scenario with(Trouble newTrouble) {
        return new Scenario(name, subject, load, newTrouble, limits, seed);
    }
}
