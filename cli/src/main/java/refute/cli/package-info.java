/** The refute command: assembly of everything. */
@NullMarked
package refute.cli;

import org.jspecify.annotations.NullMarked;
