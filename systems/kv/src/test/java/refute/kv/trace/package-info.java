@NullMarked
package refute.kv.trace;

import org.jspecify.annotations.NullMarked;
