/** What correct means: sequential models and the checkers that need one. */
@NullMarked
package refute.specs;

import org.jspecify.annotations.NullMarked;
