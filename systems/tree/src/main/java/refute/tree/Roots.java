package refute.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import refute.tree.node.Change;
import refute.tree.node.IndexNode;
import refute.tree.node.LeafNode;
import refute.tree.node.Node;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/** Which page each tree begins with, and which ids were given out: kept in page 0, as keys and values. The caller is pinned. */
final class Roots {
    static final long PAGE = 0;

    /** No tree has that name. */
    private static final byte[] IDS = {};

    private final PageStore pages;

    Roots(PageStore pages) {
        this.pages = pages;
        if (pages.get(PAGE) == null) {
            pages.create(PAGE, LeafNode.EMPTY);
        }
    }

    private Page page() {
        Page page = pages.get(PAGE);
        if (page == null) {
            throw new IllegalStateException("there is no page " + PAGE);
        }
        return page;
    }

    private static byte[] key(String tree) {
        return tree.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(long root) {
        return ByteBuffer.allocate(Long.BYTES).putLong(root).array();
    }

    /** Returns how many bytes the names of trees and their roots take. */
    int bytes() {
        return page().node().bytes();
    }

    /** Returns where the tree begins; nothing if there is none of that name. */
    @Nullable
    Long find(String tree) {
        return find(page(), tree);
    }

    /** Returns where the tree begins, by a state of the page that knows. */
    static @Nullable Long find(Page page, String tree) {
        byte[] found = ((LeafNode) page.node()).get(key(tree));
        return found == null ? null : ByteBuffer.wrap(found).getLong();
    }

    /** Returns where the tree begins; makes an empty one if there is none of that name. */
    long findOrCreate(String tree) {
        while (true) {
            Page seen = page();
            Long found = find(seen, tree);
            if (found != null) {
                return found;
            }
            long id = pages.takeId();
            set(seen, tree, id, LeafNode.EMPTY);
        }
    }

    /** Puts a new root above one that was split, unless another thread has done so. Returns where the tree begins now. */
    long hoist(String tree, long old, byte[] separator, long right) {
        Page seen = page();
        Long root = find(seen, tree);
        if (root != null && root == old) {
            set(seen, tree, pages.takeId(), IndexNode.root(old, separator, right));
        }
        Long now = find(page(), tree);
        return now == null ? old : now;
    }

    private void set(Page seen, String tree, long id, Node root) {
        if (pages.changeAndCreate(seen, new Change.Put(key(tree), value(id)), id, root) == null) {
            pages.giveBack(id);
        }
    }

    /** Returns all trees. */
    SortedMap<String, Long> all() {
        return all(page());
    }

    /** Returns all trees, by a state of the page that knows. */
    static SortedMap<String, Long> all(Page page) {
        LeafNode leaf = (LeafNode) page.node();
        SortedMap<String, Long> all = new TreeMap<>();
        for (int i = 0; i < leaf.count(); i++) {
            if (leaf.key(i).length > 0) {
                all.put(
                        new String(leaf.key(i), StandardCharsets.UTF_8),
                        ByteBuffer.wrap(leaf.value(i)).getLong());
            }
        }
        return all;
    }

    /** Returns the first id that was never given out. */
    long firstId() {
        byte[] found = ((LeafNode) page().node()).get(IDS);
        return found == null ? 0 : ByteBuffer.wrap(found).getLong();
    }

    /** All ids before that one may be given out. */
    void setFirstId(long id) {
        while (pages.change(page(), new Change.Put(IDS, value(id))) == null) {
            // Another tree has begun just now.
        }
    }
}
