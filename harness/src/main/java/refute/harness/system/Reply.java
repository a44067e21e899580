package refute.harness.system;

import refute.harness.history.Value;

/** How one request ended, as its client saw it. */
public sealed interface Reply {
    /**
     * It happened.
     *
     * @param value the result; for a call without one, its argument
     * @param revision the system's own version of the object afterwards; 0 if it tells none
     */
    record Ok(Value value, long revision) implements Reply {}

    /**
     * It surely did not happen, and never will.
     *
     * @param error why; a short stable word first
     */
    record Fail(String error) implements Reply {}

    /**
     * Nobody knows: it may take effect at any time from now on, or never.
     *
     * @param error why; a short stable word first
     */
    record Info(String error) implements Reply {}

    static Reply ok(Value value) {
        return new Ok(value, 0);
    }

    static Reply ok(Value value, long revision) {
        return new Ok(value, revision);
    }

    static Reply fail(String error) {
        return new Fail(error);
    }

    static Reply info(String error) {
        return new Info(error);
    }
}
