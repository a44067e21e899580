package refute.cli;

import java.util.List;
import java.util.function.ToDoubleFunction;
import refute.cli.suite.Baseline;
import refute.cli.suite.Cell;
import refute.cli.suite.Suite;

/**
 * What one call has to do for a suite.
 *
 * @param suite with the settings of this call
 * @param cells of this shard, in their order
 * @param expected how many seconds a cell may take; positive
 * @param baseline with which it is compared
 */
record SuiteWork(Suite suite, List<Cell> cells, ToDoubleFunction<Cell> expected, Baseline baseline) {
    SuiteWork {
        cells = List.copyOf(cells);
    }
}
