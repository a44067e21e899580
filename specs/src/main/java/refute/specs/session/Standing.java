package refute.specs.session;

import java.util.Set;
import java.util.TreeSet;
import refute.harness.check.Witness;

/** Whether a guarantee holds of a history. */
public sealed interface Standing {
    /** It does. */
    record Holds() implements Standing {}

    /**
     * It does not, by itself or not together with others.
     *
     * @param together the smallest set of guarantees with this one in it that the history rules out; usually it alone
     * @param witness the operations that show it
     */
    record Broken(Set<Guarantee> together, Witness.Contradiction witness) implements Standing {
        public Broken {
            together = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(together));
            if (together.isEmpty()) {
                throw new IllegalArgumentException("something is broken");
            }
        }
    }

    /**
     * It was not found out.
     *
     * @param reason for people
     */
    record Unknown(String reason) implements Standing {}
}
