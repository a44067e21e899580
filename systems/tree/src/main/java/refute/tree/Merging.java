package refute.tree;

import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Change;
import refute.tree.node.IndexNode;
import refute.tree.node.Node;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/**
 * Merges a small page into its left neighbour, in steps that are each one change of one page, so that anybody can go on where another has
 * stopped, in this process or, after a crash, in the next:
 *
 * <ol>
 *   <li>the parent says which child it is about (so there is one at a time, and the parent is not split or merged meanwhile);
 *   <li>the child is capped: it takes no changes any more;
 *   <li>the left neighbour takes over the child's entries, end and link; from now on the child is not needed;
 *   <li>the parent forgets the child, and the child is gone: both in one message.
 * </ol>
 *
 * <p>The first child of a parent is never merged. The caller is pinned.
 */
final class Merging {
    /** A page is merged when it is a quarter full, its neighbour half: so that what is merged is not split again soon, and the other way round. */
    private static final int SMALL = 4;

    private static final int HALF = 2;

    private final PageStore pages;
    private final TreeSettings settings;
    private final boolean caps;
    private final int small;

    Merging(PageStore pages, TreeSettings settings, Mutants mutants) {
        this.pages = pages;
        this.settings = settings;
        this.caps = !mutants.has(Mutant.T19);
        this.small = mutants.has(Mutant.T28) ? HALF : SMALL;
    }

    /** Merges the page if it is small, if this is its parent, and if the left neighbour has room. */
    void begin(Page page, @Nullable Page parent) {
        if (parent == null || !isSmall(page.node(), small)) {
            return;
        }
        IndexNode index = (IndexNode) parent.node();
        int at = index.indexOf(page.id());
        if (at < 1 || index.merging() != 0) {
            return;
        }
        Page left = pages.get(index.child(at - 1));
        if (left == null || !isSmall(left.node(), HALF)) {
            return;
        }
        Page intending = pages.change(parent, new Change.Intend(page.id()));
        if (intending != null) {
            finish(intending);
        }
    }

    private boolean isSmall(Node node, int part) {
        return node.entryBytes() <= settings.nodeBytesMax() / part && node.count() <= settings.fanOut() / part;
    }

    /** Brings to its end what the parent says is being done. */
    void finish(Page parent) {
        IndexNode index = (IndexNode) parent.node();
        long child = index.merging();
        Page capped = cap(child);
        if (capped == null) {
            return;
        }
        int at = index.indexOf(child);
        if (at < 1) {
            throw new IllegalStateException("page " + child + " is merged, but is child " + at + " of " + parent.id());
        }
        if (absorb(index.child(at - 1), capped)) {
            confirm(parent, capped);
        }
    }

    /** Returns the child as it will stay; nothing if it is gone. */
    private @Nullable Page cap(long child) {
        Page page = pages.get(child);
        while (page != null && caps && !page.node().isCapped()) {
            if (page.node() instanceof IndexNode index && index.merging() != 0) {
                finish(page);
            } else {
                Page capped = pages.change(page, new Change.Cap());
                if (capped != null) {
                    return capped;
                }
            }
            page = pages.get(child);
        }
        return page;
    }

    /** Returns whether the child's entries are with its left neighbour; if not, somebody else has gone on further. */
    private boolean absorb(long from, Page child) {
        byte[] lo = child.node().bounds().lo();
        long id = from;
        while (true) {
            Page left = pages.get(id);
            if (left == null) {
                return false;
            }
            if (!left.node().bounds().endsBefore(lo)) {
                return true;
            }
            if (left.node().bounds().next() != child.id()) {
                id = left.node().bounds().next();
            } else if (pages.replace(left, left.node().absorbing(child.node())) != null) {
                return true;
            }
        }
    }

    private void confirm(Page intending, Page child) {
        Page parent = intending;
        while (parent != null && ((IndexNode) parent.node()).merging() == child.id()) {
            if (pages.changeAndFree(parent, new Change.Confirm(child.id()), child) != null) {
                return;
            }
            parent = pages.get(parent.id());
        }
    }
}
