/**
 * Ordered maps that crash: keys and values are put, removed and scanned, and now and then made durable.
 *
 * <p>Read {@link refute.workloads.ordered.SortedMapClient} first: what a system must offer. Each workload is about one promise of such a map, and named
 * after the tree, for which they were made:
 *
 * <ul>
 *   <li>{@link refute.workloads.ordered.TreeMapWorkload}: everybody finds what a sorted map would have.
 *   <li>{@link refute.workloads.ordered.TreeConcurrentWorkload}: many on the same keys; linearizable.
 *   <li>{@link refute.workloads.ordered.TreeCrashWorkload}, {@link refute.workloads.ordered.TreePowerWorkload},
 *       {@link refute.workloads.ordered.TreeIoErrorsWorkload}: what is not flushed may be lost, but only from the end; after kills, power losses,
 *       and errors of the disk.
 *   <li>{@link refute.workloads.ordered.TreeIterateWorkload}: scans give all that stays.
 *   <li>{@link refute.workloads.ordered.TreeSubscribeWorkload}: who listens hears of each change once, in order.
 *   <li>{@link refute.workloads.ordered.TreeSpaceWorkload}: overwriting for ever takes bounded space.
 * </ul>
 */
@NullMarked
package refute.workloads.ordered;

import org.jspecify.annotations.NullMarked;
