package refute.reports.suite;

import java.util.List;

/**
 * One run of a cell.
 *
 * @param ending how it ended
 * @param reason the sentence to read first
 * @param kinds what sort of failure it is, whatever values and times it is about; empty if it is valid
 * @param seconds how long it took, from set-up to reports
 * @param run its folder; empty if it never had one
 * @param again the command that executes it again; empty if there is none
 */
public record CellTry(Ending ending, String reason, List<String> kinds, double seconds, String run, String again) {
    public CellTry {
        kinds = List.copyOf(kinds);
    }
}
