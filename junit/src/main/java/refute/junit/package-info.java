/**
 * Refute in tests of one's own: JUnit Jupiter and jqwik.
 *
 * <pre>{@code
 * @FaultTest(value = "kv register --world simulation --time-limit 5s", seeds = "1..20")
 * void no_write_is_lost() {}
 * }</pre>
 *
 * <p>{@link refute.junit.FaultTest} runs a scenario once for each seed, each an invocation of the test with a run folder of its own; it fails
 * unless the verdict is valid, with the seed and the command that executes the run again in its message.
 * {@link refute.junit.Reproduce} pins a seed while one looks for the reason. {@link refute.junit.FaultArbitraries} draws faults, schedules,
 * histories and workloads for properties of jqwik, which shrinks them.
 */
@NullMarked
package refute.junit;

import org.jspecify.annotations.NullMarked;
