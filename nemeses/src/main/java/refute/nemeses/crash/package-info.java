/**
 * Everything that a crash may leave on a disk.
 *
 * <p>A {@link refute.nemeses.crash.DiskTrace} is what a program did to its files: creations, writes, truncations, renames, deletions, syncs; and,
 * between them, what it had been asked and what it had promised. From it {@link refute.nemeses.crash.CrashImages} builds every
 * {@link refute.nemeses.crash.CrashImage} that a machine which stops after any of these steps may find when it starts again, and a
 * {@link refute.nemeses.crash.CrashSubject} says what the program makes of it. {@link refute.nemeses.crash.CrashSearch} goes over all of them, judges, and
 * makes the first failure small. It knows nothing of the program: any system that writes through an interface that can be watched can be
 * searched.
 *
 * <p><b>The model</b> ({@link refute.nemeses.crash.PersistenceModel}) is that of POSIX, as Pillai and others state it (All File Systems Are Not Created
 * Equal, OSDI 2014, section 3):
 *
 * <ul>
 *   <li>A file is sectors of 512 bytes and a length. Since its last sync, each sector is, independently of all others, as any of the writes
 *       since then left it, or as it was: so a write may be lost, be torn between sectors, or overtake another. The length is any
 *       that it had since then; what it covers and was never written reads as zeros.
 *   <li>A sync of a file makes its sectors and its length durable; not its name.
 *   <li>A creation, rename or deletion is durable after a sync of the folder. Since then any of them may be there and any lost; with
 *       {@link refute.nemeses.crash.PersistenceModel#namesInOrder} only those up to some moment, as on a file system with a journal. A rename replaces at
 *       once.
 * </ul>
 *
 * <p>A killed process, whose machine goes on, leaves exactly what it has written: {@link refute.nemeses.crash.PersistenceModel#KILL}.
 *
 * <p><b>What it leaves out:</b> sectors that hold garbage, bits that rot, a sync that returns too early, and more than one folder.
 */
@NullMarked
package refute.nemeses.crash;

import org.jspecify.annotations.NullMarked;
