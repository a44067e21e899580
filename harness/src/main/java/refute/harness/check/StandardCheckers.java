package refute.harness.check;

import java.util.List;

/** The checkers that judge every run, whatever its workload. */
public final class StandardCheckers {
    private StandardCheckers() {}

    /** @param acknowledgedMin with fewer acknowledged operations the run says nothing */
    public static List<Checker> all(long acknowledgedMin) {
        return List.of();
    }
}
