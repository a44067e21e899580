/**
 * Whether transactions over lists kept apart, as far as they promised: anomalies by name, found without a search for an order.
 *
 * <p>The idea is Elle's (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations", VLDB 2021): let
 * clients append unique elements to lists, and every read tells which appends came before it, in which order, and which did not yet. So
 * from what clients saw follows which transaction must come before which; a cycle of these is an anomaly, and the kinds of its edges say
 * which. Two transactions suffice for most:
 *
 * <pre>{@code
 * 0 txn [[:append x 1]] -> ok
 * 1 txn [[:r x nil]] -> ok [[:r x []]]    # began after x had a 1: G-single-realtime, not strict serializable
 * }</pre>
 *
 * <p>The way in is {@link refute.specs.transactions.ListAppendChecker}. It reads {@code Transaction}s, gathers for each list what was appended
 * and read ({@code ListHistory}), looks at each transaction and each list by itself ({@code OwnReads}, {@code VersionAnomalies}), and
 * draws the graph ({@code Dependencies}, {@code DependencyGraph}), in which {@code StrongComponents} and {@code CycleSearch} look for cycles.
 * {@link refute.specs.transactions.Anomaly} is the list of what can be found, {@link refute.specs.transactions.ConsistencyModel} what that
 * rules out.
 *
 * <p>Left out: predicates (G2 beyond items), and registers and sets in place of lists, of which less can be inferred.
 */
@NullMarked
package refute.specs.transactions;

import org.jspecify.annotations.NullMarked;
