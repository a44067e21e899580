package refute.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes of several keys, in one tree or several of the same store, that {@link TreeStore#apply} makes at once. Of several changes of one key the
 * last one counts. Not for several threads.
 */
public final class TreeBatch {
    private final Map<Tree, NavigableMap<byte[], Write>> writes = new LinkedHashMap<>();

    /** What happens to one key; no value: it is taken out. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares writes.
    record Write(Tree tree, byte[] key, byte @Nullable [] value) {}

    /**
     * The key will have that value.
     *
     * @throws IllegalArgumentException if key or value are too long
     */
    public TreeBatch put(Tree tree, byte[] key, byte[] value) {
        tree.checkKey(key);
        tree.checkValue(value);
        return add(new Write(tree, key.clone(), value.clone()));
    }

    /**
     * The key will not be there.
     *
     * @throws IllegalArgumentException if the key is too long
     */
    public TreeBatch remove(Tree tree, byte[] key) {
        tree.checkKey(key);
        return add(new Write(tree, key.clone(), null));
    }

    private TreeBatch add(Write write) {
        of(write.tree()).put(write.key(), write);
        return this;
    }

    private NavigableMap<byte[], Write> of(Tree tree) {
        return writes.computeIfAbsent(tree, ignored -> new TreeMap<>(Arrays::compareUnsigned));
    }

    /** Returns how many keys it changes. */
    public int size() {
        return writes.values().stream().mapToInt(Map::size).sum();
    }

    /** Returns what it does to one tree, by key. */
    NavigableMap<byte[], Write> in(Tree tree) {
        NavigableMap<byte[], Write> its = writes.get(tree);
        return its == null ? new TreeMap<>(Arrays::compareUnsigned) : its;
    }

    /** Returns all, tree by tree, in the order of keys. */
    List<Write> writes() {
        List<Write> all = new ArrayList<>();
        writes.values().forEach(its -> all.addAll(its.values()));
        return all;
    }
}
