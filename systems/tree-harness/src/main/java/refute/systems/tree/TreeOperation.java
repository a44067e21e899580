package refute.systems.tree;

/** One operation on the tree under test; keys and values are texts. */
public sealed interface TreeOperation {
    /** A key gets a value of that length, which says which operation wrote it. */
    record Put(String key, int valueBytes) implements TreeOperation {}

    /** A key is taken out. */
    record Remove(String key) implements TreeOperation {}

    /** What was done so far must survive. */
    record Flush() implements TreeOperation {}

    /** The store is closed and opened again. */
    record Reopen() implements TreeOperation {}
}
