/** Tests of this package, next to it. */
@NullMarked
package refute.kv.state;

import org.jspecify.annotations.NullMarked;
