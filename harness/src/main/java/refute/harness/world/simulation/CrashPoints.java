package refute.harness.world.simulation;

/** Where a machine may go down: at each call of its disk and its network. Owned by the simulation's thread. */
final class CrashPoints {
    /** By how much likelier it is while a disk is at work, than at a call: that is when the most can be lost. */
    private static final int AT_WORK = 5;

    private final Chance chance;
    private final Accidents.Local accidents;
    private int sudden;
    private int spoken;
    private boolean calm;

    CrashPoints(Chance chance, Accidents.Local accidents, int sudden, int spoken) {
        this.chance = chance;
        this.accidents = accidents;
        this.sudden = sudden;
        this.spoken = spoken;
    }

    /** Whether the machine goes down while its disk is at work: what it said meanwhile it may not remember. */
    boolean strikesAtWork() {
        return accidents.strikes(Accident.What.CRASH_AT_WORK, chance, AT_WORK * sudden);
    }

    /** Whether the machine goes down because it has sent something while its disk was at work, before that is done. */
    boolean strikesAfterWord() {
        return spoken > 0 && accidents.strikes(Accident.What.CRASH_AFTER_WORD, chance, spoken);
    }

    /** After which part of so much time it does. */
    long within(long nanos) {
        return Math.min(nanos, accidents.amount(chance.nextLong(nanos + 1)));
    }

    /** Returns, or not. */
    void pass() {
        if (accidents.strikes(Accident.What.CRASH, chance, sudden)) {
            throw new SuddenCrash();
        }
    }

    void calm() {
        sudden = 0;
        spoken = 0;
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }
}
