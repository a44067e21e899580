/**
 * How fast simulation is: the store's five nodes, a hundred operations a simulated second, everything that can go wrong going wrong.
 *
 * <p>{@link refute.benchmarks.simulation.SimulationSpeed} is all of it. It takes the parts of a campaign, without the command line around
 * them, so that what is measured is one core and nothing else.
 */
@NullMarked
package refute.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
