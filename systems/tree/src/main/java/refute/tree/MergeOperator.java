package refute.tree;

import java.util.Optional;

/** Makes a key's new value of its old one and an operand: a counter's sum, a list with one more. It may be called more than once for one change. */
@FunctionalInterface
public interface MergeOperator {
    /**
     * Returns the new value.
     *
     * @param before the value that the key has; empty: none
     * @return empty: the key is taken out, or stays away
     */
    Optional<byte[]> merge(byte[] key, Optional<byte[]> before, byte[] operand);
}
