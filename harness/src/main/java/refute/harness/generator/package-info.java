/**
 * What is asked of the system, as pure values.
 *
 * <p>A {@link refute.harness.generator.Generator} answers a {@link refute.harness.generator.Context} (the time, the free
 * processes, the seed) with a {@link refute.harness.generator.Step}: invoke this {@link refute.harness.generator.Request}, or
 * nothing yet, or nothing ever. The combinators are those that users of Jepsen know, as static factories and methods that
 * return new values. One interpreter, in {@code refute.harness.run}, asks and tells; a test does the same in virtual time.
 */
@NullMarked
package refute.harness.generator;

import org.jspecify.annotations.NullMarked;
