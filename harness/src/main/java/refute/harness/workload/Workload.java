package refute.harness.workload;

import java.util.List;
import refute.harness.check.Checker;
import refute.harness.generator.Generator;
import refute.harness.system.Client;
import refute.harness.system.Connection;
import refute.harness.system.SystemInstance;

/**
 * A generator, a client contract and the checkers for one data type; stateless. Found by {@link java.util.ServiceLoader}.
 */
public interface Workload {
    /** Its name on the command line: {@code register}. */
    String name();

    /** One line for people. */
    String description();

    /** The client contract that a system must implement to be tested with it. */
    Class<?> contract();

    /** A client that speaks this workload's functions through the system's implementation of the contract. */
    Client open(SystemInstance system, Connection connection);

    /** What clients do while faults happen; without rate or time limit, which the run adds. */
    Generator operations(WorkloadPlan plan);

    /** What clients do after everything was healed and the system answers again; bounded. */
    Generator finalOperations(WorkloadPlan plan);

    /** What of all that may happen to a machine it is about. */
    default Hardship hardship() {
        return Hardship.USUAL;
    }

    /** What judges it. */
    List<Checker> checkers(WorkloadPlan plan);
}
