/**
 * The fault report: one offline HTML file for a tired engineer who was just sent it; and the pages around many of them.
 *
 * <p>{@link refute.reports.html.HtmlReport} writes a {@link refute.reports.html.Report} as a page. The operations are packed
 * into compressed columns ({@link refute.reports.html.OperationColumns}) and drawn on a canvas, so that a hundred thousand of
 * them do not become a hundred thousand elements. Everything that came from the system under test (values, errors, logs) is
 * data: it reaches the page as JSON whose dangerous characters are escaped, is shown as text and never as markup, and a content
 * security policy forbids the page to load or send anything.
 *
 * <p>{@link refute.reports.html.IndexReport} writes a {@link refute.reports.RunIndex} as a page that links to the reports;
 * {@link refute.reports.html.ComparisonReport} puts two of them side by side.
 */
@NullMarked
package refute.reports.html;

import org.jspecify.annotations.NullMarked;
