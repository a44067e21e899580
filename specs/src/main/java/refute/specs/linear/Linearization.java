package refute.specs.linear;

import refute.harness.history.Value;

/**
 * The certificate of a valid answer for one object: a legal order that agrees with real time.
 *
 * @param key the object, {@link Value#NIL} if there is but one
 * @param order {@linkplain refute.harness.history.Entry#index indexes} of invocations; absent are failed operations and those of
 *     unknown outcome that need not have happened. Not copied: owned by whoever made it, not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Linearization(Value key, int[] order) {}
