/** The report for programs: {@code report.json}, the facts of {@code report.html} under names that stay. */
@NullMarked
package refute.reports.json;

import org.jspecify.annotations.NullMarked;
