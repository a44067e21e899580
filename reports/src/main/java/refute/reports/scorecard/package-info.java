/**
 * What became of seeded bugs: which were found, by whom, how soon, and for how long the system without any was clean.
 *
 * <p>A {@link refute.reports.scorecard.Scorecard} is what was tried; {@link refute.reports.scorecard.Standing} says what it comes to for
 * each judge; {@link refute.reports.scorecard.ScorecardText} has its words for programs and tables. As Markdown it is written by
 * {@link refute.reports.markdown.ScorecardMarkdown}, as a page by {@link refute.reports.html.ScorecardReport}; all tell the same.
 */
@NullMarked
package refute.reports.scorecard;

import org.jspecify.annotations.NullMarked;
