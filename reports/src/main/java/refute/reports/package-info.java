/**
 * What a person sees of a run: today the HTML report, in {@code refute.reports.html}.
 *
 * <p>Reports are made of what a run folder holds and of nothing else, so that they can be made again at any time, anywhere.
 * This module sees {@code harness} only: a witness is a sealed type there, and each of its cases has a picture here.
 */
@NullMarked
package refute.reports;

import org.jspecify.annotations.NullMarked;
