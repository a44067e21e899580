package refute.tree.client;

import com.google.protobuf.ByteString;
import refute.tree.wire.v1.Step;

/** One step of a transaction: reads a key, and may change it. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public sealed interface TransactionStep {
    /** Which tree. */
    String tree();

    /** Which key of it. */
    byte[] key();

    /** Only reads. */
    record Get(String tree, byte[] key) implements TransactionStep {}

    /** Gives the key a value. */
    record Put(String tree, byte[] key, byte[] value) implements TransactionStep {}

    /** Takes the key out. */
    record Remove(String tree, byte[] key) implements TransactionStep {}

    /** Puts bytes behind the value that the key has; behind nothing if it is not there. */
    record Append(String tree, byte[] key, byte[] bytes) implements TransactionStep {}

    /** Whether it does more than read. */
    default boolean changes() {
        return !(this instanceof Get);
    }

    /** As it is sent. */
    default Step wire() {
        Step.Builder step = Step.newBuilder().setTree(tree()).setKey(ByteString.copyFrom(key()));
        return switch (this) {
            case Get get -> step.build();
            case Put put -> step.setPut(ByteString.copyFrom(put.value())).build();
            case Remove remove -> step.setRemove(true).build();
            case Append append ->
                step.setAppend(ByteString.copyFrom(append.bytes())).build();
        };
    }
}
