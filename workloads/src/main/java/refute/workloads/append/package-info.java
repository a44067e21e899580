/**
 * Transactions over lists: several steps that append and read, taken together or not at all.
 *
 * <p>Read {@link refute.workloads.append.AppendClient} first: what a system must offer. Then
 * {@link refute.workloads.append.AppendWorkload}. The operations are those of Jepsen's list-append histories:
 *
 * <pre>{@code
 * 0 txn [[:append l3 16] [:r l4 nil]] -> ok [[:append l3 16] [:r l4 [9 12]]]
 * 1 txn [[:r l3 nil]] -> ok [[:r l3 [16]]]
 * }</pre>
 */
@NullMarked
package refute.workloads.append;

import org.jspecify.annotations.NullMarked;
