package refute.harness.fault;

/** What goes wrong. A closed vocabulary: a new kind of fault breaks the build wherever it must be thought about. */
public sealed interface Fault {
    /** The network is cut. */
    record Partition(Shape shape, Cut cut) implements Fault {}

    /** All links of these nodes, both ways, to other nodes and to clients, are bad but not cut. */
    record BadLinks(Target target, Impairment impairment) implements Fault {}

    /** Processes are killed without warning (SIGKILL), and started again at the heal. */
    record Kill(Target target) implements Fault {}

    /** Processes are stopped (SIGSTOP), and continued at the heal. */
    record Pause(Target target) implements Fault {}
}
