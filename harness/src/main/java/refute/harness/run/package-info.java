/**
 * One run, from the scenario to the folder that keeps it.
 *
 * <p>A {@link refute.harness.run.Scenario} says what is tested, with which load, under which faults, within which limits. The
 * runner deploys it, lets processes invoke (each on a virtual thread of its own) while the nemesis follows its schedule, heals
 * everything, waits until the system answers, makes the final reads, and judges. The run folder has all of it from the first
 * moment on: it is readable when the harness itself was killed.
 */
@NullMarked
package refute.harness.run;

import org.jspecify.annotations.NullMarked;
