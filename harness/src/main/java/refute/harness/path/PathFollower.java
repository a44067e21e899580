package refute.harness.path;

/** Leads a system along behaviours of its spec. Stateless: each behaviour begins with a system of its own. */
@FunctionalInterface
public interface PathFollower {
    /**
     * Makes the system take the steps of a behaviour, one after the other, until it has come to the end or is somewhere else.
     *
     * <p>What the system does, also when it throws, is part of the answer.
     */
    PathOutcome follow(SpecPath path);
}
