package refute.specs.linear;

import java.util.Arrays;

/**
 * The crashed operations of a register in classes: those of one class ask for the same, so it only matters how many of them have
 * happened, and the one that was invoked first can go first. Immutable.
 *
 * <p>Left out are those whose value nobody can observe any more when they are invoked: whether they happened makes no difference.
 */
final class CrashClasses {
    /** No class. */
    static final int NONE = -1;

    /** For each operation its class, or {@link #NONE}. */
    final int[] classOf;
    /** For each class its operations in the order of their invocations. */
    final int[][] members;
    /** For each class the value that a compare-and-set expects; -1 for writes. */
    final int[] from;
    /** For each class the value that it makes. */
    final int[] to;
    /** For each value the class that writes it, or {@link #NONE}. */
    final int[] writing;
    /** For each value the classes of compare-and-sets that expect it. */
    final int[][] comparing;
    /** For each value the position after which nobody can observe it. */
    final int[] observedUntil;

    private static final int[] EMPTY = {};

    private CrashClasses(RegisterOperations operations, int[] observedUntil) {
        int n = operations.size();
        classOf = new int[n];
        Arrays.fill(classOf, NONE);
        writing = new int[operations.values()];
        Arrays.fill(writing, NONE);
        comparing = new int[operations.values()][];
        Arrays.fill(comparing, EMPTY);
        this.observedUntil = observedUntil;
        int classes = 0;
        int[] classFrom = new int[8];
        int[] classTo = new int[8];
        int[] sizes = new int[8];
        for (int o = 0; o < n; o++) {
            if (!operations.isOpen(o)
                    || observedUntil[operations.next()[o]] < operations.invoked()[o]) {
                continue;
            }
            int known = find(operations, o, classTo);
            if (known == NONE) {
                if (classes == classTo.length) {
                    classFrom = Arrays.copyOf(classFrom, 2 * classes);
                    classTo = Arrays.copyOf(classTo, 2 * classes);
                    sizes = Arrays.copyOf(sizes, 2 * classes);
                }
                known = classes++;
                classTo[known] = operations.next()[o];
                register(operations, o, known, classFrom);
            }
            classOf[o] = known;
            sizes[known]++;
        }
        from = Arrays.copyOf(classFrom, classes);
        to = Arrays.copyOf(classTo, classes);
        members = members(classOf, Arrays.copyOf(sizes, classes));
    }

    static CrashClasses of(RegisterOperations operations) {
        return new CrashClasses(operations, observedUntil(operations));
    }

    /** With an own view of how long values are observed, which decides who is left out. */
    static CrashClasses of(RegisterOperations operations, int[] observedUntil) {
        return new CrashClasses(operations, observedUntil);
    }

    int count() {
        return to.length;
    }

    private int find(RegisterOperations operations, int o, int[] classTo) {
        if (operations.kind()[o] == RegisterOperations.WRITE) {
            return writing[operations.value()[o]];
        }
        for (int c : comparing[operations.value()[o]]) {
            if (classTo[c] == operations.next()[o]) {
                return c;
            }
        }
        return NONE;
    }

    private void register(RegisterOperations operations, int o, int fresh, int[] classFrom) {
        int value = operations.value()[o];
        if (operations.kind()[o] == RegisterOperations.WRITE) {
            classFrom[fresh] = -1;
            writing[value] = fresh;
        } else {
            classFrom[fresh] = value;
            int[] longer = Arrays.copyOf(comparing[value], comparing[value].length + 1);
            longer[longer.length - 1] = fresh;
            comparing[value] = longer;
        }
    }

    private static int[][] members(int[] classOf, int[] sizes) {
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, c -> new int[sizes[c]]);
        int[] next = new int[sizes.length];
        for (int o = 0; o < classOf.length; o++) {
            if (classOf[o] != NONE) {
                members[classOf[o]][next[classOf[o]]++] = o;
            }
        }
        return members;
    }

    /**
     * A value is observed by reads of it, by compare-and-sets that expect it and, as any other value would do, by observations that
     * some value is absent. A crashed compare-and-set observes it only as long as what it makes is observed itself.
     */
    private static int[] observedUntil(RegisterOperations operations) {
        int[] until = new int[operations.values()];
        Arrays.fill(until, -1);
        int everything = -1;
        boolean crashedCas = false;
        for (int o = 0; o < operations.size(); o++) {
            int end = operations.returned()[o];
            switch (operations.kind()[o]) {
                case RegisterOperations.READ ->
                    until[operations.value()[o]] = Math.max(until[operations.value()[o]], end);
                case RegisterOperations.UNEQUAL -> everything = Math.max(everything, end);
                case RegisterOperations.CAS -> {
                    if (operations.isOpen(o)) {
                        crashedCas = true;
                    } else {
                        until[operations.value()[o]] = Math.max(until[operations.value()[o]], end);
                    }
                }
                default -> {}
            }
        }
        for (int v = 0; v < until.length; v++) {
            until[v] = Math.max(until[v], everything);
        }
        // Along chains of crashed compare-and-sets, until nothing changes: at most once for each value.
        for (int round = 0; crashedCas && round <= until.length; round++) {
            boolean changed = false;
            for (int o = 0; o < operations.size(); o++) {
                if (operations.isOpen(o) && operations.kind()[o] == RegisterOperations.CAS) {
                    int reached = until[operations.next()[o]];
                    // Only if it may still happen when what it makes is still looked at.
                    if (reached >= operations.invoked()[o]
                            && reached > until[operations.value()[o]]) {
                        until[operations.value()[o]] = reached;
                        changed = true;
                    }
                }
            }
            crashedCas = changed;
        }
        return until;
    }
}
