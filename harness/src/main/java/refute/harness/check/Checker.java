package refute.harness.check;

/**
 * Judges one aspect of a run.
 *
 * <p>A checker is a function of the evidence: no state between calls, safe to share between threads. It honours the budget
 * and interruption by answering <em>unknown</em> with how far it came. An exception or error that it throws is turned into
 * unknown by whoever calls it, with the cause as reason; it is never taken for valid.
 */
public interface Checker {
    /** A name in kebab case, unique among the checkers of a run. */
    String name();

    /** One line for people: what it finds. */
    String description();

    CheckResult check(Evidence evidence, Budget budget);
}
