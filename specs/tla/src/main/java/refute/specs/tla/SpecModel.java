package refute.specs.tla;

import java.util.OptionalLong;
import refute.harness.check.Verdict;

/**
 * One finite instance of a spec.
 *
 * @param name "small" is what CI checks
 * @param description what it bounds
 * @param states how many different states it has, if all of them have been seen
 * @param verdict what a check of it ends with
 */
public record SpecModel(String name, String description, OptionalLong states, Verdict verdict) {}
