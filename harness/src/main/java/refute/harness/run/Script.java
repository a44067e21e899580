package refute.harness.run;

import java.util.ArrayList;
import java.util.List;
import refute.harness.generator.Call;
import refute.harness.generator.ListedCall;
import refute.harness.history.Entry;
import refute.harness.history.EntryKind;
import refute.harness.history.History;
import refute.harness.workload.ListedWorkload;
import refute.harness.world.World;
import refute.harness.world.simulation.Accident;
import refute.harness.world.simulation.Luck;
import refute.harness.world.simulation.SimulationWorld;

/**
 * What clients do and what goes wrong by chance in a run, as lists instead of draws: with the schedule of faults it is all that can be
 * left out of a run one by one. What still follows from the seed (how nodes draw their timeouts, how the system is set up) has
 * streams of its own, which do not shift when something is left out.
 *
 * @param calls operations of the main phase, in the order of their times
 * @param readsAtEnd whether the workload's final operations are made
 * @param accidents in simulation: the hazards that come true; elsewhere none
 * @param even in simulation: whether latencies and clocks do not vary either
 */
public record Script(List<ListedCall> calls, boolean readsAtEnd, List<Accident> accidents, boolean even) {
    /** After the main phase, operations a second: a fixed number, so that the record of a scripted run needs none. */
    private static final double RECOVERY_RATE = 200;

    public Script {
        calls = List.copyOf(calls);
        accidents = List.copyOf(accidents);
    }

    /**
     * What clients did in the main phase of a run.
     *
     * @param workers of the run
     * @param untilNanos the end of its main phase
     */
    public static List<ListedCall> calls(History history, int workers, long untilNanos) {
        List<ListedCall> calls = new ArrayList<>();
        for (int at = 0; at < history.size(); at++) {
            if (history.kind(at) == EntryKind.INVOKE && history.process(at) >= 0) {
                Entry entry = history.entry(at);
                if (entry.timeNanos() < untilNanos) {
                    calls.add(new ListedCall(
                            entry.timeNanos(),
                            history.process(at) % workers,
                            new Call(entry.function(), entry.key(), entry.value())));
                }
            }
        }
        return calls;
    }

    /** The scenario in which this happens, and nothing is drawn that could be. */
    public Scenario in(Scenario scenario) {
        Load load = scenario.load();
        ListedWorkload listed =
                new ListedWorkload(load.workload(), calls, load.timeLimit().toNanos(), RECOVERY_RATE, readsAtEnd);
        World its = scenario.subject().world();
        World world =
                its instanceof SimulationWorld simulation ? simulation.with(new Luck.Given(accidents, even)) : its;
        return new Scenario(
                scenario.name(),
                scenario.world(world).subject(),
                new Load(listed, load.workers(), load.keys(), 0, load.timeLimit(), load.reads()),
                scenario.trouble(),
                scenario.limits(),
                scenario.seed());
    }
}
