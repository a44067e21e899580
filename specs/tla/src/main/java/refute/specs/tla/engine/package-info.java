/**
 * The only code that calls TLC. It is compiled against it and loaded anew for every run, by the class loader that loads TLC
 * ({@code refute.specs.tla.Isolation}), as TLC keeps what it knows in static fields.
 */
@NullMarked
package refute.specs.tla.engine;

import org.jspecify.annotations.NullMarked;
