package refute.systems.tree;

import java.util.Arrays;
import java.util.List;

/** One operation on the tree under test; keys and values are texts. */
public sealed interface TreeOperation {
    /** A length, as a pattern. */
    String LENGTH = "[0-9]{1,6}";

    /** In words, from which {@link #parse} makes the same. */
    default String words() {
        return switch (this) {
            case Put put -> "put " + put.key() + " " + put.valueBytes();
            case Remove remove -> "remove " + remove.key();
            case Together together ->
                (together.asTransaction() ? "transact " : "batch ") + together.valueBytes() + " "
                        + String.join(" ", together.keys());
            case Flush ignored -> "flush";
            case Reopen ignored -> "reopen";
        };
    }

    /** @throws IllegalArgumentException if these are no words of an operation */
    static TreeOperation parse(String words) {
        String[] parts = words.split(" ", -1);
        boolean hasKey = parts.length > 1 && !parts[1].isEmpty();
        boolean isTransaction = parts[0].equals("transact");
        if ((isTransaction || parts[0].equals("batch")) && parts.length > 2 && parts[1].matches(LENGTH)) {
            List<String> keys = Arrays.asList(parts).subList(2, parts.length);
            if (keys.stream().noneMatch(String::isEmpty)) {
                return new Together(keys, Integer.parseInt(parts[1]), isTransaction);
            }
        }
        if (parts[0].equals("put") && parts.length == 3 && hasKey && parts[2].matches(LENGTH)) {
            return new Put(parts[1], Integer.parseInt(parts[2]));
        }
        if (parts[0].equals("remove") && parts.length == 2 && hasKey) {
            return new Remove(parts[1]);
        }
        if (words.equals("flush")) {
            return new Flush();
        }
        if (words.equals("reopen")) {
            return new Reopen();
        }
        throw new IllegalArgumentException("no operation of a script: " + words);
    }

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
