package refute.tree;

import java.util.List;

/** One call of a sequence. */
sealed interface TwinCall {
    record Put(byte[] key, byte[] value) implements TwinCall {}

    record PutIfAbsent(byte[] key, byte[] value) implements TwinCall {}

    record Replace(byte[] key, byte[] expected, byte[] value) implements TwinCall {}

    record Remove(byte[] key) implements TwinCall {}

    record RemoveMany(byte[] from, byte[] to) implements TwinCall {}

    /** Appends to the value; to nothing else, if it has become long. */
    record Merge(byte[] key, byte[] operand) implements TwinCall {}

    record PopMin() implements TwinCall {}

    record PopMax() implements TwinCall {}

    /** Puts of one tree and another, and removals of the keys of even place, at once. */
    record Batch(List<byte[]> keys, byte[] value) implements TwinCall {}

    /** Reads a range and a key, and writes how many there are to another key, at once. */
    record Transact(byte[] from, byte[] read, byte[] written) implements TwinCall {}

    record Get(byte[] key) implements TwinCall {}

    record Near(byte[] key) implements TwinCall {}

    record Scan(byte[] from, byte[] to, boolean backwards) implements TwinCall {}

    /** Reads the snapshot that was taken before, and takes another. */
    record Snapshot() implements TwinCall {}

    record NextId() implements TwinCall {}

    record Flush() implements TwinCall {}

    record Reopen() implements TwinCall {}

    /** The process is killed: what was written stays, what was in buffers is gone. */
    record Kill() implements TwinCall {}
}
