package refute.toxiproxy;

import java.util.List;

/** The server did not start. Says everything that is wrong, not just the first thing. */
public final class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Serializable, unlike what {@link List#of} promises only in passing. */
    private final String[] problems;

    CannotStartException(List<String> problems) {
        super("Toxiproxy cannot start: " + String.join("; ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** Each problem: what, where, and what to do about it. */
    public List<String> problems() {
        return List.of(problems);
    }
}
