/** What benchmarks share. */
@NullMarked
package refute.benchmarks;

import org.jspecify.annotations.NullMarked;
