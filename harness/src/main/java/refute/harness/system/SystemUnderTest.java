package refute.harness.system;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import refute.harness.path.PathFollower;

/** A kind of system that can be tested; stateless. Found by {@link java.util.ServiceLoader}. */
public interface SystemUnderTest {
    /** Its name on the command line: {@code etcd}. */
    String name();

    /** One line for people. */
    String description();

    /** Names of the worlds in which it can run, the default first. */
    List<String> worlds();

    /** What a world may do to it; the world's own capabilities limit it further. */
    Set<Capability> capabilities();

    /** As how many nodes it can run at most. */
    default int nodesMax() {
        return Integer.MAX_VALUE;
    }

    /** The client contracts that it implements (interfaces of the module {@code workloads}). */
    Set<Class<?>> contracts();

    /** Its seeded bugs; none for systems that are not ours. */
    List<Mutant> mutants();

    /** The spec in whose vocabulary its nodes record what they do, if they can. */
    default Optional<String> traceSpec() {
        return Optional.empty();
    }

    /**
     * Who leads it along behaviours of its {@link #traceSpec}, if that can be done.
     *
     * @throws refute.harness.BadInput if the options make no sense
     */
    default Optional<PathFollower> pathFollower(SystemOptions options) {
        return Optional.empty();
    }

    /** The versions that this machine has, for {@code list} and {@code doctor}; newest first. */
    List<String> versions();

    /**
     * Prepares one run in the world of this name, without starting anything.
     *
     * @throws refute.harness.BadInput if the options make no sense, or what they ask for is not on this machine; says how to
     *     get it
     */
    SystemInstance prepare(SystemOptions options, String world);
}
