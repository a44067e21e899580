/**
 * Versions that a system tells of its objects, as etcd's mod revision: whether they agree with what clients saw happen first.
 *
 * <p>{@link refute.specs.revision.RevisionOrderChecker} needs no search and no model: one pass over the history. Where it finds
 * something, the witness is two operations and can be understood without any theory, which makes it worth having beside the
 * linearizability checker that is stronger.
 */
@NullMarked
package refute.specs.revision;

import org.jspecify.annotations.NullMarked;
