package refute.workloads.ordered;

import refute.harness.generator.Generator;
import refute.harness.generator.Generators;
import refute.harness.system.Client;
import refute.harness.system.Connection;
import refute.harness.system.SystemInstance;
import refute.harness.workload.Workload;
import refute.workloads.ordered.SortedMapClient.Durability;

/** What the workloads of ordered maps have in common: the contract, and a look at the structure in the end. */
interface MapWorkload extends Workload {
    /** How often a process may try its final operation. */
    int FINAL_TRIES = 5;

    /** Of all changes and reads. */
    Durability durability();

    @Override
    default Class<?> contract() {
        return SortedMapClient.class;
    }

    @Override
    default Client open(SystemInstance system, Connection connection) {
        return new SortedMapCalls(system.connect(SortedMapClient.class, connection), durability());
    }

    /** Every client does this, until it is answered; then one asks for the structure. */
    static Generator ending(Generator last) {
        return Generators.eachWorker(last.repeat(FINAL_TRIES).untilOk())
                .then(Generators.synchronize(Generators.of("check").repeat(FINAL_TRIES)))
                .onClients();
    }
}
