package refute.harness.system;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import refute.harness.Seed;

/**
 * A library that is tested in this process and has no nodes: seeded bugs, and judges that look for them. Stateless. Found by
 * {@link java.util.ServiceLoader}.
 */
public interface LibraryUnderTest {
    /** Its name on the command line: {@code tree}. */
    String name();

    /** One line for people. */
    String description();

    /** Its seeded bugs. */
    List<Mutant> mutants();

    /** Who looks for them, the quickest first. */
    List<Judge> judges();

    /**
     * Lets a judge look, again and again with another seed, until it finds something wrong.
     *
     * @param mutant the id of a bug to switch on; empty: the library as it should be
     * @param judge the name of one of the judges
     * @param goesOn asked before each trial
     */
    Hunt hunt(String mutant, String judge, Seed seed, BooleanSupplier goesOn) throws InterruptedException;

    /**
     * Lets a judge look once more at a trial that has found something.
     *
     * @param mutant the id of the bug that was switched on; empty: none was
     * @param judge the name of who had found it
     * @param trial its seed
     * @param kept the evidence of it, by name; empty: there is but the seed
     * @return what is wrong, in a sentence; empty: nothing
     * @throws IllegalArgumentException if there is no such mutant or judge, or the evidence makes no sense
     */
    String again(String mutant, String judge, long trial, SortedMap<String, byte[]> kept) throws InterruptedException;

    /**
     * Somebody who looks for bugs.
     *
     * @param name in one word
     * @param description what it does, in one line
     */
    record Judge(String name, String description) {}

    /**
     * What came of it.
     *
     * @param trials how many there were
     * @param found what the last one found
     */
    record Hunt(long trials, Optional<Find> found) {}

    /**
     * Something that is wrong.
     *
     * @param seed of the trial that shows it
     * @param sentence what is wrong
     * @param evidence files that show it, for whoever looks into it; the names may have folders before them
     */
    record Find(long seed, String sentence, SortedMap<String, byte[]> evidence) {
        public Find {
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }
    }
}
