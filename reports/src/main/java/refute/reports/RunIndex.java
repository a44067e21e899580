package refute.reports;

import java.util.Comparator;
import java.util.List;
import refute.harness.Problem;

/**
 * Many runs, to be looked at together.
 *
 * @param title what they are
 * @param runs the newest first
 * @param problems folders that could not be read, and why
 */
public record RunIndex(String title, List<RunLine> runs, List<Problem> problems) {
    public RunIndex {
        runs = runs.stream()
                .sorted(Comparator.comparing(RunLine::started)
                        .thenComparing(RunLine::folder)
                        .reversed())
                .toList();
        problems = List.copyOf(problems);
    }
}
