/**
 * What came of a suite: many cells, each a scenario with one choice of everything that its matrix varies, and a seed.
 *
 * <p>{@link refute.reports.suite.SuiteReport} has the cells, {@link refute.reports.suite.CellReport} the tries of one, and
 * {@link refute.reports.suite.Ending} how a try can end. {@code junit} and {@code markdown} show it. How the tries of a cell add up is
 * decided here, once: a retry tells whether a failure comes back, and never takes it away.
 */
@NullMarked
package refute.reports.suite;

import org.jspecify.annotations.NullMarked;
