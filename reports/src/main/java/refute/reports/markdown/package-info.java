/** Runs as Markdown, for the summary page of a CI job: a table of runs, and what there is to say of those that are not valid. */
@NullMarked
package refute.reports.markdown;

import org.jspecify.annotations.NullMarked;
