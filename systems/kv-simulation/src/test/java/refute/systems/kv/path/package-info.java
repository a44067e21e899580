@NullMarked
package refute.systems.kv.path;

import org.jspecify.annotations.NullMarked;
