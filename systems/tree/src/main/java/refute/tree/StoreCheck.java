package refute.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import refute.tree.node.Bounds;
import refute.tree.node.IndexNode;
import refute.tree.node.LeafNode;
import refute.tree.node.Node;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/**
 * Looks at every page: on each level, from left to right, nodes cover all keys without gaps; an index knows children of the level below, in
 * their order; no page is in two places, none is in no place, and none of them is free. What a split or merge has not finished yet is no mistake.
 */
final class StoreCheck {
    private static final int PROBLEMS_MAX = 100;

    private final PageStore pages;
    private final Roots roots;
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> unlinked = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    StoreCheck(PageStore pages, Roots roots) {
        this.pages = pages;
        this.roots = roots;
    }

    List<String> run() {
        seen.add(0L);
        roots.all().forEach(this::checkTree);
        Set<Long> lost = new HashSet<>(pages.allIds());
        lost.removeAll(seen);
        lost.removeAll(unlinked);
        lost.forEach(id -> report("page " + id + " belongs to no tree"));
        pages.freeIds().stream().filter(seen::contains).forEach(id -> report("page " + id + " is in use and free"));
        return List.copyOf(problems);
    }

    private void report(String problem) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(problem);
        }
    }

    private void checkTree(String tree, long root) {
        Long first = root;
        while (first != null) {
            List<Page> level = level(tree, first);
            first = null;
            if (!level.isEmpty() && level.getFirst().node() instanceof IndexNode index) {
                first = index.child(0);
                checkChildren(tree, level);
            }
        }
    }

    /** All pages of a level, by their links. */
    private List<Page> level(String tree, long first) {
        List<Page> level = new ArrayList<>();
        byte[] expected = {};
        long id = first;
        while (true) {
            Page page = pages.get(id);
            if (page == null) {
                report("tree " + tree + ": page " + id + " is not there");
                return level;
            }
            if (!seen.add(id)) {
                report("tree " + tree + ": page " + id + " is in two places");
                return level;
            }
            level.add(page);
            Bounds bounds = page.node().bounds();
            if (!Arrays.equals(bounds.lo(), expected)) {
                report("tree " + tree + ": page " + id + " does not begin where the one before ends");
            }
            if (!bounds.isLast() && Arrays.compareUnsigned(bounds.lo(), bounds.hi()) >= 0) {
                report("tree " + tree + ": page " + id + " ends before it begins");
            }
            checkKeys(tree, page);
            if (bounds.isLast()) {
                return level;
            }
            expected = bounds.hi();
            id = bounds.next();
        }
    }

    private void checkKeys(String tree, Page page) {
        Node node = page.node();
        byte[] before = null;
        for (int i = 0; i < node.count(); i++) {
            byte[] key = switch (node) {
                case LeafNode leaf -> leaf.key(i);
                case IndexNode index -> index.key(i);
            };
            if (before != null && Arrays.compareUnsigned(before, key) >= 0) {
                report("tree " + tree + ": keys " + (i - 1) + " and " + i + " of page " + page.id()
                        + " are not in order");
            }
            if (Arrays.compareUnsigned(key, node.bounds().lo()) < 0
                    || node.bounds().endsBefore(key)) {
                report("tree " + tree + ": key " + i + " of page " + page.id() + " is not covered by it");
            }
            before = key;
        }
        if (node instanceof IndexNode index
                && (index.count() == 0
                        || !Arrays.equals(index.key(0), index.bounds().lo()))) {
            report("tree " + tree + ": the first child of page " + page.id() + " does not begin where it does");
        }
    }

    private void checkChildren(String tree, List<Page> level) {
        for (Page page : level) {
            IndexNode index = (IndexNode) page.node();
            for (int i = 0; i < index.count(); i++) {
                checkChild(tree, page, index, i);
            }
        }
    }

    private void checkChild(String tree, Page parent, IndexNode index, int at) {
        Page child = pages.get(index.child(at));
        String place = "tree " + tree + ": child " + at + " of page " + parent.id() + ", " + index.child(at) + ", ";
        if (child == null) {
            report(place + "is not there");
            return;
        }
        if (!Arrays.equals(child.node().bounds().lo(), index.key(at))) {
            report(place + "begins elsewhere");
        }
        boolean merging = index.merging() == child.id();
        if (child.node().isCapped() && !merging) {
            report(place + "is capped, but nobody merges it");
        }
        if (merging && child.node().isCapped()) {
            // It may be on no level any more, when its neighbour has all of it and the parent is about to forget it.
            unlinked.add(child.id());
        }
    }
}
