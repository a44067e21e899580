/** Tests of this package, next to it. */
@NullMarked
package refute.kv.raft;

import org.jspecify.annotations.NullMarked;
