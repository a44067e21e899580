@NullMarked
package refute.specs.tla;

import org.jspecify.annotations.NullMarked;
