/** What clients do. */
@NullMarked
package refute.workloads;

import org.jspecify.annotations.NullMarked;
