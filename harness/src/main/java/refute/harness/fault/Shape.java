package refute.harness.fault;

/** The form of a partition: which directed ways between nodes are cut. {@link Ways} works it out. */
public sealed interface Shape {
    /** Each of these nodes alone: cut off from all other nodes, both ways. */
    record Isolate(Target target) implements Shape {}

    /** The first half of the nodes against the others; with an odd number the second group is the majority. */
    record Halves() implements Shape {}

    /** As halves, of nodes drawn by {@code pick}. */
    record RandomHalves(long pick) implements Shape {}

    /** Two halves that see each other only through one node, drawn by {@code pick} with the halves. */
    record Bridge(long pick) implements Shape {}

    /** Each node sees a majority, and no two the same one: a ring drawn by {@code pick}. */
    record MajorityRing(long pick) implements Shape {}

    /** What these nodes send reaches no other node; what others send reaches them. */
    record OneWay(Target target) implements Shape {}

    /** Clients and these nodes do not reach each other; nodes do. */
    record ClientSide(Target target) implements Shape {}
}
