package refute.systems.kv.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import refute.harness.fault.Fault;
import refute.harness.fault.InjectedFault;
import refute.harness.run.RunResult;
import refute.harness.run.Sightings;
import refute.harness.run.Sightings.Sighting;

/** What nodes are seen to be stands among the results of a run. */
class SightingsTest {
    /** Nodes are looked at every 250 ms. */
    private static final long LONG_ENOUGH_NANOS = 260_000_000L;

    @Test
    void whoever_leads_is_seen_and_every_node_that_is_killed_for_long_enough() throws InterruptedException {
        int killed = 0;
        for (long seed = 0; seed < 24; seed++) {
            RunResult result = Simulations.run(Simulations.scenario(seed));
            List<Sighting> sightings = Sightings.of(result.checks());

            assertThat(sightings).as("seed %d", seed).anyMatch(one -> one.leads() && one.term() > 0);
            for (InjectedFault fault : result.evidence().faults()) {
                if (fault.planned().fault() instanceof Fault.Kill
                        && fault.healedNanos() - fault.startedNanos() > LONG_ENOUGH_NANOS) {
                    assertThat(sightings).as("seed %d: %s", seed, fault).anyMatch(one -> isOf(one, fault));
                    killed++;
                }
            }
        }
        assertThat(killed).isPositive();
    }

    /** Of several that hit one node, an earlier one may have been seen already. */
    private static boolean isOf(Sighting one, InjectedFault fault) {
        return one.state().equals("killed")
                && fault.targets().contains(one.node())
                && one.timeNanos() <= fault.healedNanos();
    }

    @Test
    void a_node_that_does_not_change_is_written_down_once() throws InterruptedException {
        RunResult result = Simulations.run(Simulations.scenario(1));
        List<Sighting> sightings = Sightings.of(result.checks());

        for (int at = 0; at < sightings.size(); at++) {
            Sighting one = sightings.get(at);
            sightings.subList(0, at).stream()
                    .filter(other -> other.node().equals(one.node()))
                    .reduce((first, second) -> second)
                    .ifPresent(before -> assertThat(List.of(before.state(), before.leads(), before.term()))
                            .isNotEqualTo(List.of(one.state(), one.leads(), one.term())));
        }
    }
}
