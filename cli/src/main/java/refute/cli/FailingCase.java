package refute.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import refute.harness.run.Recording;
import refute.harness.run.RunListener;
import refute.harness.run.RunResult;
import refute.harness.run.Scenario;
import refute.harness.run.Script;
import refute.harness.run.Shrunk;
import refute.harness.world.simulation.Accident;
import refute.harness.world.simulation.Luck;
import refute.harness.world.simulation.SimulationWorld;
import refute.nemeses.shrinking.Case;
import refute.nemeses.shrinking.Oracle;

/**
 * A failing run as a case that has failed again.
 *
 * @param whole all of the run
 * @param endNanos when its last operation was
 */
record FailingCase(Case whole, long endNanos) {

    /**
     * A run as a case, by its script or by what clients did and, in simulation, by what happens when it is executed once more.
     *
     * @return empty if it does not fail again
     */
    static Optional<FailingCase> of(StoredRun stored, Scenario base, Oracle oracle) throws InterruptedException {
        long limit = base.load().timeLimit().toNanos();
        Optional<Script> script = stored.folder().script();
        if (script.isEmpty() && base.subject().world() instanceof SimulationWorld) {
            return simulated(base, oracle);
        }
        Script its = script.orElseGet(() -> new Script(
                Script.calls(stored.folder().history().history(), base.load().workers(), limit),
                true,
                List.of(),
                false));
        return ifItFails(
                new Case(
                        stored.schedule().faults(),
                        its,
                        limit,
                        base.subject().nodes(),
                        base.seed().value()),
                oracle);
    }

    /** A simulated scenario as a case. */
    static Optional<FailingCase> simulated(Scenario scenario, Oracle oracle) throws InterruptedException {
        SimulationWorld world = (SimulationWorld) scenario.subject().world();
        long limit = scenario.load().timeLimit().toNanos();
        List<Accident> accidents = new ArrayList<>();
        Scenario told = scenario.world(world.with(new Luck.Told(accidents::add)));
        RunResult result = Registry.runner().run(told, Recording.inMemory("shrink", Path.of("")), RunListener.NONE);
        Script lists = new Script(
                Script.calls(result.evidence().history(), scenario.load().workers(), limit), true, accidents, false);
        return ifItFails(
                new Case(
                        result.schedule().faults(),
                        lists,
                        limit,
                        scenario.subject().nodes(),
                        scenario.seed().value()),
                oracle);
    }

    private static Optional<FailingCase> ifItFails(Case whole, Oracle oracle) throws InterruptedException {
        OptionalLong end = oracle.fails(whole);
        return end.isPresent() ? Optional.of(new FailingCase(whole, end.getAsLong())) : Optional.empty();
    }

    /** How much there is of it. */
    static Shrunk.Size size(Case of) {
        return new Shrunk.Size(
                of.faults().size(),
                of.script().accidents().size(),
                of.script().calls().size(),
                of.nodes(),
                of.limitNanos());
    }

    /** In words. */
    static String words(Shrunk.Size size) {
        return size.faults() + " faults, " + size.accidents() + " accidents, " + size.operations() + " operations, "
                + size.limitNanos() / 1_000_000 + " ms, " + size.nodes() + " nodes";
    }
}
