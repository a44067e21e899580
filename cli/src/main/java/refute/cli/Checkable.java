package refute.cli;

/** A command that can tell what is wrong with its options before it does anything. */
interface Checkable {
    /** @throws refute.harness.BadInput with everything that is wrong */
    void checkOptions();
}
