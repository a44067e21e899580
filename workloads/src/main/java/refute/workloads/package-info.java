/**
 * What clients do: one package for each data type, with its client contract, its workload, and nothing else.
 *
 * <p>A <em>contract</em> ({@link refute.workloads.register.RegisterClient}, {@link refute.workloads.set.SetClient}, {@link refute.workloads.append.AppendClient}, {@link refute.workloads.ordered.SortedMapClient}) is the
 * little interface that a system implements to be tested; it knows nothing of histories, processes or checkers. A
 * <em>workload</em> ({@link refute.workloads.register.RegisterWorkload}, {@link refute.workloads.set.SetWorkload}) draws the
 * operations, speaks them through the contract, and names the checkers that judge what came back. The contract is in the
 * vocabulary of the data type, so that one workload tests every system that has the type, and one system is tested by every
 * workload whose contract it implements.
 *
 * <p>What the operations are called in histories stands once, in each workload's class. The checkers themselves live in the
 * module {@code specs}, which does not see this one.
 */
@NullMarked
package refute.workloads;

import org.jspecify.annotations.NullMarked;
