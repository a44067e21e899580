package refute.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.tree.mutant.Mutant;
import refute.tree.mutant.Mutants;
import refute.tree.node.Change;
import refute.tree.node.LeafNode;
import refute.tree.page.Page;
import refute.tree.page.PageStore;

/** Changes single keys of one tree, and splits and merges leaves as follows from that. The caller is in. */
final class LeafChanges {
    private final PageStore pages;
    private final TreeSearch search;
    private final Subscriptions subscriptions;
    private final boolean forgetsBound;
    private final boolean dropsSubscribers;

    LeafChanges(PageStore pages, TreeSearch search, Subscriptions subscriptions, Mutants mutants) {
        this.pages = pages;
        this.search = search;
        this.subscriptions = subscriptions;
        this.forgetsBound = mutants.has(Mutant.T15);
        this.dropsSubscribers = mutants.has(Mutant.T27);
    }

    /** Whether a change should happen, by what the tree keeps for the key. */
    interface Condition {
        boolean allows(byte @Nullable [] stored);
    }

    /**
     * What came of it.
     *
     * @param happened whether the condition allowed it
     * @param before what the tree kept for the key until then
     * @param end where the log was after it
     * @param slots where it belongs among the events; none has been decided
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares outcomes.
    record Outcome(boolean happened, byte @Nullable [] before, long end, List<Subscription.Slot> slots) {
        void tell(TreeEvent event) {
            slots.forEach(slot -> slot.decide(event));
        }
    }

    Outcome apply(byte[] key, Change change, Condition condition) {
        TreeSearch.Found found = search.leafOf(key);
        while (true) {
            LeafNode leaf = found.leaf();
            if (search.isTooLarge(leaf)) {
                search.split(found.page(), found.parent());
                found = search.leafOf(key);
                continue;
            }
            byte[] stored = leaf.get(key);
            if (!condition.allows(stored)) {
                if (dropsSubscribers) {
                    subscriptions.reserve(key).forEach(Subscription.Slot::closeSubscription);
                }
                return new Outcome(false, stored, 0, List.of());
            }
            List<Subscription.Slot> slots = subscriptions.reserve(key);
            Page after = pages.change(found.page(), change);
            if (after != null) {
                settle(found, after, change);
                return new Outcome(true, stored, after.end(), slots);
            }
            slots.forEach(slot -> slot.decide(null));
            found = again(key, found);
        }
    }

    private TreeSearch.Found again(byte[] key, TreeSearch.Found lost) {
        Page same = forgetsBound ? pages.get(lost.page().id()) : null;
        return same == null ? search.leafOf(key) : new TreeSearch.Found(same, lost.parent());
    }

    /** What follows from a change that has happened. */
    private void settle(TreeSearch.Found found, Page after, Change change) {
        if (search.isTooLarge(after.node())) {
            search.split(after, found.parent());
        } else if (change instanceof Change.Remove) {
            search.mergeIfSmall(after, found.parent());
        }
    }
}
