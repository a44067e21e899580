package refute.harness.world.simulation;

/** Where a machine may go down: at each call of its disk and its network. Owned by the simulation's thread. */
final class CrashPoints {
    private final Chance chance;
    private int sudden;

    CrashPoints(Chance chance, int sudden) {
        this.chance = chance;
        this.sudden = sudden;
    }

    /** Returns, or not. */
    void pass() {
        if (chance.inMillion(sudden)) {
            throw new SuddenCrash();
        }
    }

    void calm() {
        sudden = 0;
    }
}
