/**
 * What still holds of a history of registers that is not linearizable, decided without trying all orders.
 *
 * <p>{@link refute.specs.session.SessionMonitor} judges each {@link refute.specs.session.Guarantee}: the four session guarantees of Terry,
 * Demers, Petersen, Spreitzer, Theimer and Welch ("Session guarantees for weakly consistent replicated data", PDIS 1994), causal consistency
 * in the form of causal convergence (Bouajjani, Enea, Guerraoui and Hamza, "On verifying causal consistency", POPL 2017), and sequential consistency
 * (Lamport, "How to make a multiprocessor computer that correctly executes multiprocess programs", 1979). A session is what one process did.
 * None of them looks at the clock: that a read was stale by real time is what linearizability alone forbids.
 *
 * <p><em>What the answers mean.</em> A session guarantee holds if every register has an order of its writes, the initial value first, that it
 * accepts: read your writes, that no read returns a write before one that its own process made earlier; monotonic reads, that no process reads a write and
 * later an earlier one; monotonic writes, that each process's writes come in its order; writes follow reads, that a write comes after what its process
 * had read. No order of the writes is observed, so two guarantees may each hold and yet exclude each other: one process writes 1, then 2; another reads
 * 2, then 1. Then the answer names the smallest sets that do not hold together. Causal convergence wants all four in one order, across
 * registers. Sequential consistency is not local as linearizability is: two registers may each have an order, and the history none (Herlihy
 * and Wing 1990, section 3.3). So it is judged over all registers at once.
 *
 * <p><em>When they are exact.</em> Whenever each value that was read has one possible writer in its register, the four and causal
 * convergence are decided exactly, in polynomial time. Sequential consistency is NP-complete even then (Gibbons and Korach, "Testing shared memories",
 * 1997, on memory with a read mapping): orders that every solution must have are derived first (as Zennou, Bouajjani, Enea and Erradi, "Gradual
 * consistency checking", CAV 2019, do), which refutes soundly; then a search looks for an order, which proves. It is exact when it ends, and
 * bounded. A value that was read and has two possible writers makes every answer unknown.
 *
 * <p>A failed operation did not happen. One of unknown outcome happened if its value was read, directly or along a chain of compare-and-sets; if it was not,
 * nothing is lost by leaving it out, unless a failed compare-and-set is an observation that it may have caused: then "no" becomes unknown. A compare-and-set reads and writes in one step; that nothing comes between is only asked of sequential
 * consistency. Revisions are not looked at.
 *
 * <p>{@link refute.specs.session.Standing} is the answer about one guarantee, {@link refute.specs.session.Standings} the answers about all.
 */
@NullMarked
package refute.specs.session;

import org.jspecify.annotations.NullMarked;
