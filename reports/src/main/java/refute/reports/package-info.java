/**
 * What a person, and a machine, sees of a run: {@code html} for people, {@code json} for programs, {@code junit} for the pages of
 * CI servers, {@code markdown} for their summaries. All four tell the same {@link refute.reports.Report}.
 *
 * <p>Reports are made of what a run folder holds and of nothing else, so that they can be made again at any time, anywhere.
 * This module sees {@code harness} only: a witness is a sealed type there, and each of its cases has a picture here.
 * {@link refute.reports.RunIndex} tells of many runs, scenario by scenario ({@link refute.reports.ScenarioRuns}).
 * {@link refute.reports.Lead} chooses what is read first; {@link refute.reports.Visible} makes what an untrusted system wrote fit
 * to be shown. Of many runs together, {@code suite} says what {@code junit} and {@code markdown} show.
 */
@NullMarked
package refute.reports;

import org.jspecify.annotations.NullMarked;
