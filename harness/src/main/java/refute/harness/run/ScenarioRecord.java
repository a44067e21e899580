package refute.harness.run;

import java.time.Duration;
import java.util.List;
import refute.harness.fault.Nemesis;
import refute.harness.system.Reads;
import refute.harness.system.SystemOptions;
import refute.harness.world.simulation.SimulationWorld;

/**
 * A scenario in names, as it is kept: all that is needed to run it again. Where its faults were given and not drawn, they stand
 * in the folder's schedule.
 *
 * @param name of the run
 * @param subject what was tested, and where
 * @param load what clients did
 * @param nemeses who drew the faults
 * @param scheduleGiven whether the faults were given instead
 * @param limits the bounds
 * @param seed the origin of all choices
 */
public record ScenarioRecord(
        String name,
        SubjectRecord subject,
        LoadRecord load,
        List<String> nemeses,
        boolean scheduleGiven,
        Limits limits,
        long seed) {
    public ScenarioRecord {
        nemeses = List.copyOf(nemeses);
    }

    public static ScenarioRecord of(Scenario scenario) {
        Subject subject = scenario.subject();
        Load load = scenario.load();
        return new ScenarioRecord(
                scenario.name(),
                new SubjectRecord(
                        subject.system().name(),
                        Secrets.hide(subject.options()),
                        subject.world().name(),
                        subject.nodes(),
                        subject.world() instanceof SimulationWorld simulation && simulation.isCalm()),
                new LoadRecord(
                        load.workload().name(),
                        load.workers(),
                        load.keys(),
                        load.ratePerSecond(),
                        load.timeLimit(),
                        load.reads()),
                scenario.trouble().nemeses().stream().map(Nemesis::name).toList(),
                scenario.trouble().schedule().isPresent(),
                scenario.limits(),
                scenario.seed().value());
    }

    /**
     * {@link Subject} in names.
     *
     * @param calm whether it was the simulated world in which nothing happens by chance
     */
    public record SubjectRecord(String system, SystemOptions options, String world, int nodes, boolean calm) {
        /** In a world that is not known for calm. */
        public SubjectRecord(String system, SystemOptions options, String world, int nodes) {
            this(system, options, world, nodes, false);
        }
    }

    /** {@link Load} in names. */
    public record LoadRecord(
            String workload, int workers, int keys, double ratePerSecond, Duration timeLimit, Reads reads) {}
}
