/**
 * All that the tree asks of a disk: one folder of named files.
 *
 * <p>{@link refute.tree.storage.Storage} says what a disk promises, and what it does not: a file's bytes and length survive a power loss only
 * after {@link refute.tree.storage.StorageFile#sync}, and a creation, rename or deletion only after
 * {@link refute.tree.storage.Storage#syncDirectory}. {@link refute.tree.storage.FolderStorage} is a real folder, locked while it is open.
 * {@link refute.tree.storage.MemoryStorage} is simulated: it is made from an image, gives its image back, and fails at the call it is told to.
 * {@link refute.tree.storage.RecordingStorage} passes everything on to another and tells a {@link refute.tree.storage.StorageObserver} of each
 * change, in order: from that, whoever wants to can build all that a crash may leave behind.
 *
 * <p>What is wrong with a folder has a type: {@link refute.tree.storage.DamagedStoreException} for what no crash can have left there,
 * {@link refute.tree.storage.ForeignStoreException} for another format, {@link refute.tree.storage.StoreFailedException} once the disk has refused something.
 */
@NullMarked
package refute.tree.storage;

import org.jspecify.annotations.NullMarked;
