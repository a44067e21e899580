package refute.tree;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.LeafNode;

/**
 * Takes out the first or last key of a tree, alone with the store: the first leaves may be empty, and then no single page says which key is the first.
 */
final class Pops {
    private final Tree tree;
    private final boolean inTwoSteps;

    Pops(Tree tree, Mutants mutants) {
        this.tree = tree;
        this.inTwoSteps = mutants.has(Mutant.T23);
    }

    Optional<Entry> min() {
        return inTwoSteps ? inTwoSteps(tree::first) : pop(this::first);
    }

    Optional<Entry> max() {
        return inTwoSteps ? inTwoSteps(tree::last) : pop(this::last);
    }

    private Optional<Entry> inTwoSteps(Supplier<Optional<Entry>> end) {
        Optional<Entry> found = end.get();
        found.ifPresent(entry -> tree.remove(entry.key()));
        return found;
    }

    private Optional<Entry> pop(Supplier<ReadSet.@Nullable Stored> end) {
        Optional<Entry> popped = tree.store().commits().pop(tree, end);
        tree.store().afterChange();
        return popped;
    }

    private ReadSet.@Nullable Stored first() {
        byte[] position = {};
        while (true) {
            LeafNode leaf = tree.search().leafOf(position).leaf();
            if (leaf.count() > 0) {
                return new ReadSet.Stored(leaf.key(0), leaf.value(0));
            }
            if (leaf.bounds().isLast()) {
                return null;
            }
            position = LeafSource.after(leaf, position);
        }
    }

    private ReadSet.@Nullable Stored last() {
        byte[] position = {};
        while (true) {
            LeafNode leaf = tree.search().leafBefore(position).leaf();
            int last = leaf.count() - 1;
            if (last >= 0) {
                return new ReadSet.Stored(leaf.key(last), leaf.value(last));
            }
            byte[] before = leaf.bounds().lo();
            if (before.length == 0) {
                return null;
            }
            if (position.length > 0 && Arrays.compareUnsigned(before, position) >= 0) {
                throw new IllegalStateException("a search backwards does not get ahead");
            }
            position = before;
        }
    }
}
