package refute.tree;

import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.IndexNode;
import refute.tree.node.LeafNode;
import refute.tree.page.Epochs;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/** The leaves of a tree as they are when they are asked for. For one scan. */
final class LiveLeaves implements LeafSource {
    private final TreeStore store;
    private final PageStore pages;
    private final TreeSearch search;
    private final boolean trustsNeighbour;
    private long neighbour;

    LiveLeaves(TreeStore store, TreeSearch search, Mutants mutants) {
        this.store = store;
        this.pages = store.pages();
        this.search = search;
        this.trustsNeighbour = mutants.has(Mutant.T22);
    }

    @Override
    public Epochs.Guard enter() {
        store.refuseIfClosed();
        return pages.gate().enter();
    }

    @Override
    public LeafNode leafOf(byte[] key) {
        return search.leafOf(key).leaf();
    }

    @Override
    public LeafNode leafBefore(byte[] bound) {
        Page known = trustsNeighbour && neighbour != 0 ? pages.get(neighbour) : null;
        if (known != null) {
            neighbour = 0;
            return (LeafNode) known.node();
        }
        TreeSearch.Found found = search.leafBefore(bound);
        neighbour = neighbourOf(found);
        return found.leaf();
    }

    @Override
    public byte[] load(byte[] stored) {
        return store.values().load(stored);
    }

    private static long neighbourOf(TreeSearch.Found found) {
        if (found.parent() == null) {
            return 0;
        }
        IndexNode index = (IndexNode) found.parent().node();
        int at = index.indexOf(found.page().id());
        return at > 0 ? index.child(at - 1) : 0;
    }
}
