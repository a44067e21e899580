package refute.nemeses.shrinking;

import java.util.OptionalLong;

/** Executes a case, and tells whether it fails as the run did that is made smaller. */
@FunctionalInterface
public interface Oracle {
    /** When the last operation of the failing run was, since it began; empty if it does not fail, or otherwise. */
    OptionalLong fails(Case candidate) throws InterruptedException;
}
