/** A Toxiproxy-compatible server. */
@NullMarked
package refute.toxiproxy;

import org.jspecify.annotations.NullMarked;
