/**
 * Pages: a table from page id to the page's latest state, over the log.
 *
 * <p>A {@link refute.tree.page.Page} is immutable: its node, if it is in memory, and the places in the log from which the node can be made again:
 * a whole node, and the changes since. {@link refute.tree.page.PageStore} replaces one page by the next: it encodes the change, reserves room in the
 * log, swaps the entry of the table by compare-and-set, and then fills the reservation, or cancels it if another thread was
 * quicker. So a page's messages lie in the log in the order in which its states followed each other, and an operation that began after another
 * had ended lies after it. After some changes a whole node is written instead, and what it rests on before becomes superfluous.
 *
 * <p>Everybody comes in by the {@link refute.tree.page.Gate}, through which one thread at a time may shut out all others to make several changes that
 * are seen together, and that stand together in the log. {@link refute.tree.page.Versions} keeps old states for who reads as of an earlier
 * {@link refute.tree.page.Moment}.
 *
 * <p>{@link refute.tree.page.Epochs} keeps what is not Java's own (page ids, segments, files of large values) from being used again while a
 * reader may still look at it: Bw-tree (Levandoski, Lomet, Sengupta, ICDE 2013), section 4.2. {@link refute.tree.page.Recovery} makes the table from the
 * newest snapshot of it and the log behind that. {@link refute.tree.page.Housekeeping} takes snapshots, and moves pages out of segments in
 * which little is still needed.
 */
@NullMarked
package refute.tree.page;

import org.jspecify.annotations.NullMarked;
