/** What a person sees. */
@NullMarked
package refute.reports;

import org.jspecify.annotations.NullMarked;
