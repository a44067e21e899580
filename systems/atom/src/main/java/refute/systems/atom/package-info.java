/** A register in memory: the smallest system that can be tested. */
@NullMarked
package refute.systems.atom;

import org.jspecify.annotations.NullMarked;
