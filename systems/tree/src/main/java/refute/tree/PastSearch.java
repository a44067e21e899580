package refute.tree;

import org.jspecify.annotations.Nullable;
import refute.tree.node.IndexNode;
import refute.tree.node.LeafNode;
import refute.tree.page.Moment;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/**
 * Finds the leaf of a key as it was at a moment. What was half done then stays so: nothing is finished, only gone around. A child that was being
 * merged is reached by its left neighbour, which either has all of it already or still links to it. The caller is pinned.
 */
final class PastSearch {
    private static final int STEPS_MAX = 10_000_000;

    private final PageStore pages;
    private final Moment moment;
    private final @Nullable Long root;

    PastSearch(PageStore pages, String tree, Moment moment) {
        this.pages = pages;
        this.moment = moment;
        this.root = Roots.find(page(Roots.PAGE), tree);
    }

    /** Returns the leaf; an empty one if there was no such tree. */
    LeafNode leafOf(Goal goal) {
        if (root == null) {
            return LeafNode.EMPTY;
        }
        long id = root;
        for (int step = 0; step < STEPS_MAX; step++) {
            Page page = page(id);
            if (goal.isBeyond(page.node())) {
                id = page.node().bounds().next();
                continue;
            }
            switch (page.node()) {
                case LeafNode leaf -> {
                    return leaf;
                }
                case IndexNode index -> {
                    int at = goal.childOf(index);
                    id = index.child(index.child(at) == index.merging() ? at - 1 : at);
                }
            }
        }
        throw new IllegalStateException("a search as of a moment does not end: " + STEPS_MAX + " pages");
    }

    private Page page(long id) {
        return page(pages, id, moment);
    }

    /** Returns a page as it was; the caller is pinned. */
    static Page page(PageStore pages, long id, Moment moment) {
        Page page = pages.get(id, moment);
        // In this order: what a moment that is given up still finds may be too new, but is not used.
        if (moment.isEnded()) {
            throw SnapshotEndedException.of(moment);
        }
        if (page == null) {
            throw new IllegalStateException("page " + id + " was not there at the moment");
        }
        return page;
    }
}
