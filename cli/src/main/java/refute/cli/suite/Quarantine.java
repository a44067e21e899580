package refute.cli.suite;

import java.time.LocalDate;

/**
 * Cells whose failures are known, and do not count until a day has passed.
 *
 * @param scenario its name
 * @param cells which of it
 * @param until the last day
 * @param reason why, for people
 */
record Quarantine(String scenario, Selector cells, LocalDate until, String reason) {
    boolean holds(Cell cell) {
        return cell.variant().scenario().equals(scenario) && cells.selects(cell);
    }

    String text() {
        return "in quarantine until " + until + ": " + reason;
    }
}
