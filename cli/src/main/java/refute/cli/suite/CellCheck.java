package refute.cli.suite;

/** Tells whether a variant can be run; nothing is started. */
@FunctionalInterface
public interface CellCheck {
    /** @throws refute.harness.BadInput with everything that is wrong, each with the option or the thing that it is about */
    void check(Variant variant);
}
