/** Placeholder essay. */
@NullMarked
package refute.harness;

import org.jspecify.annotations.NullMarked;
