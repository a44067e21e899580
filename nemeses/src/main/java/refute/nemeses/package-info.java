/** What goes wrong. */
@NullMarked
package refute.nemeses;

import org.jspecify.annotations.NullMarked;
