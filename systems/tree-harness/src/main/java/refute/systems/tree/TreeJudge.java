package refute.systems.tree;

import java.util.SortedMap;
import java.util.TreeMap;
import refute.harness.Seed;
import refute.tree.mutant.Mutants;

/** Looks for something wrong in the tree, in one trial that a seed decides. */
interface TreeJudge {
    /** In one word. */
    String name();

    /** What it does, in one line. */
    String description();

    /** Returns what is wrong, in a sentence; empty: nothing. What the tree throws at it is wrong, too. */
    String look(Seed seed, Mutants mutants) throws Exception;

    /**
     * Looks once more, at a trial that has shown something.
     *
     * @param kept what was kept of it, by {@link #evidence}; nothing: only the seed
     */
    default String again(Seed seed, Mutants mutants, SortedMap<String, byte[]> kept) throws Exception {
        return look(seed, mutants);
    }

    /** Looks once more at a trial that has shown something, makes it small, and returns files that show it. */
    default SortedMap<String, byte[]> evidence(Seed seed, Mutants mutants) throws Exception {
        return new TreeMap<>();
    }
}
