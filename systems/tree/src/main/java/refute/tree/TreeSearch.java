package refute.tree;

import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Bounds;
import refute.tree.node.Change;
import refute.tree.node.IndexNode;
import refute.tree.node.LeafNode;
import refute.tree.node.Node;
import refute.tree.node.Separators;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/**
 * Finds the leaf of a key, and finishes on its way what others have begun: it tells parents of children that splits have made, puts a new root
 * above a split one, and completes merges. The caller is pinned.
 *
 * <p>A page's least key never changes. So whoever comes to a page by an old link is right or too far left, never too far right; and goes right
 * until the page covers the key.
 */
final class TreeSearch {
    private static final int INDEX_ENTRIES_LEAST = 4;

    /** Only a mistake of ours leads so far; each attempt and step comes after one that another thread, or a crash, has left half done. */
    private static final int ATTEMPTS_MAX = 1_000_000;

    private static final int STEPS_MAX = 10_000_000;

    private final PageStore pages;
    private final Roots roots;
    private final String tree;
    private final TreeSettings settings;
    private final Separators separators;
    private final Merging merging;
    private final boolean followsLinks;
    private volatile long root;

    TreeSearch(PageStore pages, Roots roots, String tree, TreeSettings settings, Mutants mutants) {
        this.pages = pages;
        this.roots = roots;
        this.tree = tree;
        this.settings = settings;
        this.separators = new Separators(mutants);
        this.merging = new Merging(pages, settings, mutants);
        this.followsLinks = !mutants.has(Mutant.T16);
        this.root = roots.findOrCreate(tree);
    }

    /** A leaf, and the index node that led to it, if any did. */
    record Found(Page page, @Nullable Page parent) {
        LeafNode leaf() {
            return (LeafNode) page.node();
        }
    }

    /** Returns the leaf that covers a key. */
    Found leafOf(byte[] key) {
        return search(new Goal.Covering(key));
    }

    /** Returns the leaf that covers the keys just before one, or the last leaf if it is empty. */
    Found leafBefore(byte[] bound) {
        return search(new Goal.Before(bound));
    }

    private Found search(Goal goal) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Found found = tryToFind(goal);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("a search in tree " + tree + " does not end: " + ATTEMPTS_MAX + " attempts");
    }

    /** One way down; nothing if it met something that has to be looked at anew from the root. */
    private @Nullable Found tryToFind(Goal goal) {
        Page parent = null;
        long id = root;
        for (int step = 0; step < STEPS_MAX; step++) {
            Page page = pages.get(id);
            if (page == null || page.node().isCapped()) {
                // On the way from a page that knows less: from the root, the one that is merging it comes first.
                return null;
            }
            if (goal.isBeyond(page.node()) && followsLinks) {
                tellParent(page, parent);
                id = page.node().bounds().next();
                continue;
            }
            if (!(page.node() instanceof IndexNode index)) {
                return new Found(page, parent);
            }
            if (index.merging() != 0) {
                merging.finish(page);
                return null;
            }
            if (isTooLarge(index)) {
                split(page, parent);
                return null;
            }
            parent = page;
            id = index.child(goal.childOf(index));
        }
        throw new IllegalStateException("a search in tree " + tree + " does not end: " + STEPS_MAX + " pages");
    }

    boolean isTooLarge(Node node) {
        // An index of two or three long keys stays as it is: its halves, and the index above them, would be as large.
        int least = node instanceof IndexNode ? INDEX_ENTRIES_LEAST : 2;
        return node.count() > settings.fanOut() || (node.bytes() > settings.nodeBytesMax() && node.count() >= least);
    }

    /** Splits a page, and tells the parent; whichever of it does not succeed, others will do. */
    void split(Page page, @Nullable Page parent) {
        long right = pages.takeId();
        Node.Halves halves = page.node().split(separators, right);
        Page left = pages.replaceAndCreate(page, halves.left(), right, halves.right());
        if (left == null) {
            pages.giveBack(right);
        } else {
            pages.counts().split();
            tellParent(left, parent);
        }
    }

    /** The page has a right neighbour; its parent, if it is this one, should know it. */
    private void tellParent(Page page, @Nullable Page parent) {
        Bounds bounds = page.node().bounds();
        if (parent == null) {
            if (page.id() == root) {
                root = roots.hoist(tree, page.id(), bounds.hi(), bounds.next());
            }
            return;
        }
        IndexNode index = (IndexNode) parent.node();
        if (!index.bounds().endsBefore(bounds.hi()) && !index.has(bounds.hi())) {
            // The parent was read before the page: if it is still the same, nobody can have merged the neighbour away
            // meanwhile.
            pages.change(parent, new Change.Link(bounds.hi(), bounds.next()));
        }
    }

    /** Merges a page into its left neighbour if it has become small. */
    void mergeIfSmall(Page page, @Nullable Page parent) {
        merging.begin(page, parent);
    }

    long root() {
        return root;
    }
}
