/** The place of what TLC tells Java's flight recorder. */
@NullMarked
package util;

import org.jspecify.annotations.NullMarked;
