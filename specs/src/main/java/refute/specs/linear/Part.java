package refute.specs.linear;

import refute.harness.history.Value;

/**
 * One independent part of a history.
 *
 * @param key the object, {@link Value#NIL} if there is but one
 * @param operations about it; their times are positions in the whole history
 */
record Part(Value key, Operations operations) {}
