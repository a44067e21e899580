/** Tests of this package, next to it. */
@NullMarked
package refute.kv.server;

import org.jspecify.annotations.NullMarked;
