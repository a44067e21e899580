package refute.systems.tree;

import java.util.List;

/** One operation on the tree under test; keys and values are texts. */
public sealed interface TreeOperation {
    /** A key gets a value of that length, which says which operation wrote it. */
    record Put(String key, int valueBytes) implements TreeOperation {}

    /** A key is taken out. */
    record Remove(String key) implements TreeOperation {}

    /** Some keys get a value of that length in two trees, and the last of them is taken out of the first: all at once. */
    record Together(List<String> keys, int valueBytes, boolean asTransaction) implements TreeOperation {
        public Together {
            keys = List.copyOf(keys);
        }
    }

    /** What was done so far must survive. */
    record Flush() implements TreeOperation {}

    /** The store is closed and opened again. */
    record Reopen() implements TreeOperation {}
}
