package refute.specs.knossos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import refute.harness.BadInput;

/** The real Knossos, where there is one. */
final class RealKnossos {
    private static final String PROPERTY = "refute.knossos.classpath";

    private RealKnossos() {}

    static ClassPath classPath() {
        String property = System.getProperty(PROPERTY, "");
        return property.isEmpty() ? ClassPath.OWN : ClassPath.parse(property);
    }

    /** Skips the test, saying what is missing, where there is none. */
    static Knossos orSkip() {
        try {
            return Knossos.on(classPath());
        } catch (BadInput absent) {
            assumeTrue(
                    false,
                    "no Knossos: build with -Pknossos, or name its jars and source folders with -D" + PROPERTY + " ("
                            + absent.getMessage() + ")");
            throw new AssertionError(absent);
        }
    }
}
