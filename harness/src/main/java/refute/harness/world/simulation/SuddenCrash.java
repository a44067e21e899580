package refute.harness.world.simulation;

/**
 * The machine is gone in the midst of what its program does: thrown through the program, which has no say in it. An error, so that
 * no program takes it for one of its own.
 */
final class SuddenCrash extends Error {
    private static final long serialVersionUID = 1L;

    SuddenCrash() {
        super("a sudden crash", null, false, false);
    }
}
