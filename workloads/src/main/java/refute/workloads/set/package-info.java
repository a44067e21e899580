/**
 * A set that only grows: elements are added while faults happen, and at the end everyone is asked what is there.
 *
 * <p>Read {@link refute.workloads.set.SetClient} first: what a system must offer. Then
 * {@link refute.workloads.set.SetWorkload}. The simplest of all workloads, and the one that says most plainly what was lost.
 */
@NullMarked
package refute.workloads.set;

import org.jspecify.annotations.NullMarked;
