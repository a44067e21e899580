package refute.harness.world.simulation;

/** What must hold does not: a finding about the system, which ends the run. The message begins with the invariant's name. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Violation(String sentence) {
        super(sentence);
    }
}
