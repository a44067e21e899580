@NullMarked
package refute.specs.tla.client;

import org.jspecify.annotations.NullMarked;
