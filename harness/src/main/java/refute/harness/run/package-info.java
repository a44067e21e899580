/**
 * One run, from the scenario to the folder that keeps it.
 *
 * <p>A {@link refute.harness.run.Scenario} says what is tested, with which load, under which faults, within which limits. The
 * runner deploys it, lets processes invoke (each on a virtual thread of its own) while the nemesis follows its schedule, heals
 * everything, waits until the system answers, makes the final reads, and judges. The run folder has all of it from the first
 * moment on: it is readable when the harness itself was killed.
 *
 * <p>Read {@link refute.harness.run.Runner} (the way in), {@link refute.harness.run.Run} (one execution, which can be stopped)
 * and {@link refute.harness.run.RunResult}. Beneath them {@code Live} has the phases in which the system is up,
 * {@code Interpreter} is the one place where the generator's values become effects, {@code ClientProcess} is one process and
 * {@code NemesisWorker} follows the schedule. {@link refute.harness.run.Recording} is where it is all written to.
 *
 * <pre>{@code
 * Run run = new Runner(injector).prepare(scenario, Recording.in(folder, runId), listener);
 * Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
 * RunResult result = run.execute();
 * }</pre>
 *
 * <p>An operation that is open when the run ends is recorded as an invocation without a completion, which checkers treat as
 * unknown. What a client, a generator or a nemesis does against its contract is a {@link refute.harness.run.HarnessFailure}:
 * what was recorded is kept and judged, and the command ends with 255.
 */
@NullMarked
package refute.harness.run;

import org.jspecify.annotations.NullMarked;
