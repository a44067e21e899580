/**
 * What goes wrong, and how it is done.
 *
 * <p>A nemesis draws faults of one family from the seed ({@link refute.nemeses.PartitionNemesis},
 * {@link refute.nemeses.KillNemesis}, {@link refute.nemeses.PauseNemesis}, {@link refute.nemeses.BadLinksNemesis} and narrower
 * ones); {@link refute.nemeses.Rhythm} gives all of them common calms, in which the system recovers, and storms, in which their
 * faults overlap. {@link refute.nemeses.StandardInjector} realises them on a cluster of any world and measures what they did: a fault
 * that did not bite says so. {@link refute.nemeses.network} is the network it cuts.
 */
@NullMarked
package refute.nemeses;

import org.jspecify.annotations.NullMarked;
