package refute.nemeses;

import refute.harness.fault.Fault;
import refute.harness.fault.FaultInjector;
import refute.harness.fault.PlannedFault;
import refute.harness.world.Cluster;

/**
 * Realises every kind of fault on any cluster, and measures what it did.
 *
 * <p>Faults may overlap, also on one node: what several of them hold ends with the last. One injector serves one run.
 */
public final class StandardInjector implements FaultInjector {
    private final Holds killed = new Holds();
    private final Holds paused = new Holds();

    @Override
    public Injection inject(PlannedFault planned, Cluster cluster) {
        return switch (planned.fault()) {
            case Fault.Partition partition -> NetworkInjection.cut(planned.id(), partition, cluster);
            case Fault.BadLinks badLinks -> NetworkInjection.impair(planned.id(), badLinks, cluster);
            case Fault.Kill kill -> ProcessInjection.kill(kill.target(), cluster, killed);
            case Fault.Pause pause -> ProcessInjection.pause(pause.target(), cluster, paused);
        };
    }
}
