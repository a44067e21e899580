package refute.nemeses.crash;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a program did to its folder, and what it had been asked and had promised meanwhile. Filled by one thread, in order; then only read.
 *
 * <p>What it is asked are numbered operations, one after the other. After a crash the program must hold what some first few of them made: at
 * least those that it had promised, at most those that had begun.
 */
public final class DiskTrace {
    private final List<Step> steps = new ArrayList<>();
    private int begun;
    private int promised;

    /**
     * What must be there after a crash at one moment: what the first n operations made, for an n from {@code promised} to {@code begun}.
     */
    public record Duty(int promised, int begun) {
        /**
         * Returns what is wrong, in a sentence; empty: nothing.
         *
         * @param prefixes for which n the first n operations have made what is there
         */
        public String problem(BitSet prefixes) {
            if (prefixes.isEmpty()) {
                return "what is there is no state that ever was";
            }
            int fitting = prefixes.nextSetBit(promised);
            if (fitting >= 0 && fitting <= begun) {
                return "";
            }
            int most = prefixes.length() - 1;
            return most < promised
                    ? "what is there is what the first " + most + " operations made, but " + promised + " were promised"
                    : "what is there is what the first " + prefixes.nextSetBit(0) + " operations made, but only "
                            + begun + " had begun";
        }
    }

    /**
     * A change to the folder.
     *
     * @param after what a crash right after it must leave
     * @param last what a crash right before the next change must leave
     */
    public record Step(DiskOperation operation, Duty after, Duty last) {}

    /** Adds a change. */
    public void add(DiskOperation operation) {
        Duty duty = new Duty(promised, begun);
        steps.add(new Step(operation, duty, duty));
    }

    /** So many operations have begun, the last one now. */
    public void begun(int count) {
        begun = count;
    }

    /** The first so many operations are durable, says the program. */
    public void promised(int count) {
        promised = count;
        if (!steps.isEmpty()) {
            Step last = steps.removeLast();
            steps.add(new Step(last.operation(), last.after(), new Duty(promised, begun)));
        }
    }

    /** Returns the same changes, each of which owes what another step does: for a recovery. */
    DiskTrace owing(Step other) {
        DiskTrace owing = new DiskTrace();
        steps.forEach(step -> owing.steps.add(new Step(step.operation(), other.after(), other.last())));
        return owing;
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Returns how many of the steps change something; what was found at the beginning does not count. */
    public long changes() {
        return steps.stream()
                .filter(step -> !(step.operation() instanceof DiskOperation.Found))
                .count();
    }
}
