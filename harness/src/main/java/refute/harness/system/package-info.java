/**
 * What is tested, and how it is talked to.
 *
 * <p>A {@link refute.harness.system.SystemUnderTest} describes a system: its name, ports, worlds, client contracts, mutants.
 * For each run it gives a {@link refute.harness.system.SystemInstance}, which knows how a node starts (a
 * {@link refute.harness.system.NodePlan}) and how clients reach it. A {@link refute.harness.system.Client} makes exactly one
 * request for each invocation and answers with a {@link refute.harness.system.Reply}: ok, fail or info. What the system under
 * test does wrong is data, never an exception.
 *
 * <p>A new system is one small module: these two types, its client contracts, and a line in
 * {@code META-INF/services/refute.harness.system.SystemUnderTest}.
 */
@NullMarked
package refute.harness.system;

import org.jspecify.annotations.NullMarked;
