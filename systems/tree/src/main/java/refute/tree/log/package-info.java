/**
 * A log of messages in one file of fixed segments, which are used again.
 *
 * <p>A place in the log is a number that only grows: segment's sequence number times segment size, plus the offset. {@link refute.tree.log.Log}
 * is the door: reserve room, fill it ({@link refute.tree.log.Reservation}) or cancel it, flush. Writers meet in one buffer after the other
 * ({@code IoBuffer}), whose state is one packed number: who reserves adds to it and waits for nobody; the last to leave a sealed
 * buffer writes it. {@code WrittenPrefix} knows up to where everything is written; a flush synchronises the file, and that prefix is then
 * <em>stable</em>. Only the number of buffers is bounded: a writer waits when all are on their way to the disk.
 *
 * <p>What recovery may rely on ({@link refute.tree.log.LogScan}):
 *
 * <ul>
 *   <li>A message's CRC covers its place and the <em>incarnation</em>, the number of times the store was opened: what an earlier use of the
 *       segment left behind, or a tail that an earlier recovery cut off, never looks valid.
 *   <li>A segment's header says where the log ended in the segment before it: a lost segment breaks the chain there.
 *   <li>Segments and buffers begin with a claim: up to there everything was stable. A log that ends before somebody's claim was damaged, and is
 *       refused; one that ends after all claims was cut by a crash, and goes on from there.
 * </ul>
 *
 * <p>{@link refute.tree.log.Segments} counts what of a segment is still needed, and says when it may be used again.
 */
@NullMarked
package refute.tree.log;

import org.jspecify.annotations.NullMarked;
