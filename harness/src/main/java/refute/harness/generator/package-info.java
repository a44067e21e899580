/**
 * What is asked of the system, as pure values.
 *
 * <p>A {@link refute.harness.generator.Generator} answers a {@link refute.harness.generator.Context} (the time, the free
 * processes, the seed) with a {@link refute.harness.generator.Step}: invoke this {@link refute.harness.generator.Request}, or
 * nothing yet, or nothing ever. {@link refute.harness.generator.Generators} makes them from nothing and from several others;
 * what can be done to one is a method of the generator. The combinators are those that users of Jepsen know. One interpreter,
 * in {@code refute.harness.run}, asks and tells; {@link refute.harness.generator.GeneratorSimulation} does the same in
 * virtual time, for tests of generators.
 *
 * <pre>{@code
 * Generator reads = Generators.of("read").repeat();
 * Generator writes = Generators.calls((context, n) -> Call.of("write", Value.of(n)));
 * Generator operations = Generators.mix(reads, writes).rate(200).timeLimit(Duration.ofSeconds(30));
 * List<Entry> invocations = GeneratorSimulation.of(operations).workers(6).seed(42).invocations();
 * }</pre>
 *
 * <p>Nothing here is random: a generator that draws takes the n-th number of the stream of its context, and gives each of its
 * parts a stream of its own ({@link refute.harness.generator.Context#branch}). So what is drawn is decided by the seed and by
 * the place in the tree, and equal questions have equal answers.
 */
@NullMarked
package refute.harness.generator;

import org.jspecify.annotations.NullMarked;
