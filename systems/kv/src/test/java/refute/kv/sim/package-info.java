/**
 * A small deterministic cluster for this module's own tests: nodes, disks that forget, and a network that loses, doubles and reorders, all
 * from one seed, with the invariants checked after every step. The harness has a better one; this one is here so that the store can be tested
 * without it.
 */
@NullMarked
package refute.kv.sim;

import org.jspecify.annotations.NullMarked;
