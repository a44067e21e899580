package refute.nemeses.crash;

import java.util.random.RandomGenerator;

/** The images that a crash may leave after each step of a trace, one after the other, without those that a step before has had with the same duty. */
final class CrashImages {
    private final PersistenceModel model;
    private final Sampling sampling;

    CrashImages(PersistenceModel model, Sampling sampling) {
        this.model = model;
        this.sampling = sampling;
    }

    /** Hears of each choice; the same image may come from several. */
    interface Visitor {
        /** Returns whether to go on. */
        boolean choice(int steps, DiskTrace.Step step, Choices choices, int[] choice);
    }

    /** Returns whether all images were built, and the visitor wanted to see them all. */
    boolean forEach(DiskTrace trace, Visitor visitor) {
        Disk disk = new Disk(model);
        boolean complete = true;
        int made = 0;
        boolean begun = false;
        for (DiskTrace.Step step : trace.steps()) {
            disk.apply(step.operation());
            made++;
            // What was there already is no crash of this trace's.
            begun |= !(step.operation() instanceof DiskOperation.Found);
            if (begun) {
                Choices choices = new Choices(disk);
                int at = made;
                complete &= choices.size() <= sampling.all();
                if (!of(choices, at, choice -> visitor.choice(at, step, choices, choice))) {
                    return false;
                }
            }
        }
        return complete;
    }

    private interface Each {
        boolean choice(int[] choice);
    }

    private boolean of(Choices choices, int step, Each each) {
        long size = choices.size();
        if (size > sampling.all()) {
            return sampled(choices, step, each);
        }
        // The newest first: what a kill leaves.
        for (long number = size - 1; number >= 0; number--) {
            if (!each.choice(choices.numbered(number))) {
                return false;
            }
        }
        return true;
    }

    private boolean sampled(Choices choices, int step, Each each) {
        int[] newest = choices.newest();
        int[] oldest = new int[newest.length];
        if (!each.choice(newest) || !each.choice(oldest)) {
            return false;
        }
        int left = sampling.all() - 2;
        for (int cell = 0; cell < newest.length; cell++) {
            for (int option = 0; option < choices.options(cell) && left > 1; option++, left -= 2) {
                if (!each.choice(with(newest, cell, option)) || !each.choice(with(oldest, cell, option))) {
                    return false;
                }
            }
        }
        RandomGenerator random = sampling.seed().substream(step).random();
        for (; left > 0; left--) {
            if (!each.choice(drawn(choices, random))) {
                return false;
            }
        }
        return true;
    }

    private static int[] with(int[] choice, int cell, int option) {
        int[] other = choice.clone();
        other[cell] = option;
        return other;
    }

    private static int[] drawn(Choices choices, RandomGenerator random) {
        int[] choice = new int[choices.count()];
        for (int cell = 0; cell < choice.length; cell++) {
            choice[cell] = random.nextInt(choices.options(cell));
        }
        return choice;
    }
}
