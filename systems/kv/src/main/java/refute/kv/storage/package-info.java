/**
 * How a member remembers: a write-ahead log and snapshots over a small file system.
 *
 * <p>All that this package asks of a disk is in {@link refute.kv.storage.Files}: one folder of named files that can be written at a
 * position, synchronised, renamed, listed and deleted, and whose entries are durable only when the folder itself was synchronised. {@link
 * refute.kv.storage.DiskFiles} is the real one; a simulated disk that loses or tears what was not synchronised is another.
 *
 * <p>{@link refute.kv.storage.GroupStorage} is the front door: it opens a folder, says what it remembers, and takes writes. Inside, {@code Wal}
 * writes and {@code WalRecovery} reads segments, {@code SnapshotFiles} does both for snapshots, and {@code RecordFormat} is the framing of all of
 * them: magic, length, CRC-32C, the previous record's CRC, type, payload.
 *
 * <p>The rules: a new file is written under a temporary name, synchronised, renamed, and its folder synchronised. One batch of
 * writes is one record. A bad record at the end of the last segment is a torn write, and is cut; with a good record anywhere after
 * it, it is damage, and the node refuses to start. A failed sync is final: nobody knows what the disk holds then.
 */
@NullMarked
package refute.kv.storage;

import org.jspecify.annotations.NullMarked;
