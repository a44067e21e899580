/**
 * Registers: named cells that are read, written, and changed if they still hold what was expected.
 *
 * <p>Read {@link refute.workloads.register.RegisterClient} first: what a system must offer. Then
 * {@link refute.workloads.register.RegisterWorkload}: which operations are asked of it, and who judges them. A history of it:
 *
 * <pre>{@code
 * 0 write[7] 41 -> ok         @12
 * 1 cas[7] [41 42] -> ok      @13
 * 0 read[7] -> ok 42          @13
 * 2 cas[7] [41 43] -> fail    # did-not-match
 * }</pre>
 */
@NullMarked
package refute.workloads.register;

import org.jspecify.annotations.NullMarked;
