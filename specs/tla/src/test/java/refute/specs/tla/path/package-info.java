@NullMarked
package refute.specs.tla.path;

import org.jspecify.annotations.NullMarked;
