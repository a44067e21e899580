package refute.specs.linear;

import java.util.function.Function;
import java.util.function.Supplier;
import refute.harness.history.Value;

/**
 * One independent part of a history, and how to search it.
 *
 * @param key the object, {@link Value#NIL} if there is but one
 * @param size how many operations about it can matter
 * @param invoked the positions of their invocations in the history, ascending
 * @param search decides whether they have a linearization
 */
record Part(Value key, int size, Supplier<int[]> invoked, Function<Allowance, Finding> search) {}
