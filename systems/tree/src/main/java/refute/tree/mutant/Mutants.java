package refute.tree.mutant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Which mutants are switched on: an immutable value, handed to everything that has one. */
public final class Mutants {
    /** The tree as it should be. */
    public static final Mutants NONE = new Mutants(EnumSet.noneOf(Mutant.class), () -> {}, () -> false);

    /** The system property that names the mutants of a test build, separated by commas. */
    public static final String PROPERTY = "refute.tree.mutants";

    /** The resource that makes a build a test build. The release jar does not contain it; only test classes and the mutants jar do. */
    static final String MARKER = "/refute/tree/mutant/test-build";

    private final Set<Mutant> on;
    private final Runnable pace;
    private final BooleanSupplier wait;

    private Mutants(Set<Mutant> on, Runnable pace, BooleanSupplier wait) {
        this.on = Collections.unmodifiableSet(on);
        this.pace = pace;
        this.wait = wait;
    }

    /** Returns these mutants, for tests and simulations, which hand the value over themselves. */
    public static Mutants of(Mutant... mutants) {
        EnumSet<Mutant> set = EnumSet.noneOf(Mutant.class);
        set.addAll(Arrays.asList(mutants));
        return set.isEmpty() ? NONE : new Mutants(set, NONE.pace, NONE.wait);
    }

    /**
     * Returns what the system property names, in a test build; none in a release build, whatever the property says.
     *
     * @throws IllegalArgumentException with all unknown names
     */
    public static Mutants switchedOn() {
        String names = System.getProperty(PROPERTY, "");
        if (names.isBlank() || !isTestBuild()) {
            return NONE;
        }
        List<Mutant> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            Arrays.stream(Mutant.values())
                    .filter(mutant -> mutant.name().equals(name.strip()))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> unknown.add(name.strip()));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    PROPERTY + " names no mutants: " + unknown + "; there are " + Arrays.toString(Mutant.values()));
        }
        return of(found.toArray(Mutant[]::new));
    }

    /** Returns whether this build may do on request what a release never does. */
    public static boolean isTestBuild() {
        return Mutants.class.getResource(MARKER) != null;
    }

    /** Returns the same, with something to call at each {@link #step} and each {@link #giveTurn}: for schedulers that decide which thread goes on. */
    public Mutants paced(Runnable everyStep) {
        return paced(everyStep, everyStep);
    }

    /**
     * Returns the same, with something to call at each step: for schedulers that decide which thread goes on.
     *
     * @param whenWaiting called when the caller cannot go on before another thread has
     */
    public Mutants paced(Runnable everyStep, Runnable whenWaiting) {
        return new Mutants(on, everyStep, () -> {
            whenWaiting.run();
            return true;
        });
    }

    /** The caller cannot go on before another thread has. Returns whether there is a scheduler that knows now; if not, the caller waits as usual. */
    public boolean giveTurn() {
        return wait.getAsBoolean();
    }

    /** The caller is about to read or change what threads share. It holds nothing that another thread may wait for. */
    public void step() {
        pace.run();
    }

    /** Returns whether that bug is switched on. */
    public boolean has(Mutant mutant) {
        return on.contains(mutant);
    }

    /** Returns the mutants that are on. */
    public Set<Mutant> on() {
        return on;
    }

    @Override
    public String toString() {
        return on.toString();
    }
}
