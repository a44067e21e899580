/** Tests of this package, next to it. */
@NullMarked
package refute.tree.server;

import org.jspecify.annotations.NullMarked;
