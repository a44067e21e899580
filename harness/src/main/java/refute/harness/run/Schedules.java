package refute.harness.run;

import java.util.ArrayList;
import java.util.List;
import refute.harness.fault.Nemesis;
import refute.harness.fault.NemesisPlan;
import refute.harness.fault.PlannedFault;
import refute.harness.fault.Schedule;
import refute.harness.system.NodeId;

/** The schedule of a scenario: the one that was given, or drawn from the seed, each nemesis from a stream of its own. */
public final class Schedules {
    private Schedules() {}

    /** A pure function: equal scenarios have equal schedules. */
    public static Schedule of(Scenario scenario) {
        return scenario.trouble().schedule().orElseGet(() -> draw(scenario));
    }

    private static Schedule draw(Scenario scenario) {
        long limit = scenario.load().timeLimit().toNanos();
        // Some operations come before the first fault and after the last one; a tenth of the time, at most a second
        // each.
        long margin = Math.min(limit / 10, 1_000_000_000L);
        List<NodeId> nodes = NodeId.first(scenario.subject().nodes());
        List<PlannedFault> faults = new ArrayList<>();
        for (Nemesis nemesis : scenario.trouble().nemeses()) {
            NemesisPlan plan = new NemesisPlan(
                    scenario.seed().substream("nemesis").substream(nemesis.name()), nodes, limit - 2 * margin);
            for (PlannedFault fault : nemesis.plan(plan)) {
                faults.add(new PlannedFault(
                        fault.id(),
                        fault.nemesis(),
                        fault.fault(),
                        fault.startNanos() + margin,
                        fault.durationNanos()));
            }
        }
        return new Schedule(faults);
    }
}
