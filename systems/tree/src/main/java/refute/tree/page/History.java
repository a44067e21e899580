package refute.tree.page;

import org.jspecify.annotations.Nullable;

/**
 * What a page was before, for those who read as of an earlier instant: its states, the newest first, each until it is of no use to anybody. Any
 * thread may read while another forgets.
 */
final class History {
    private final long until;
    private volatile @Nullable Page page;
    private volatile @Nullable History before;

    /**
     * @param page with its node in memory
     * @param until the version of the state that came after it
     */
    History(Page page, long until) {
        this.page = page;
        this.until = until;
        this.before = of(page.history());
    }

    /** Returns the part of a history that is still of use to somebody. */
    static @Nullable History of(@Nullable History history) {
        History rest = history;
        while (rest != null && rest.page == null) {
            rest = rest.before;
        }
        return rest;
    }

    /** Returns the state as of a version; nothing if there was none, or if it has been forgotten. */
    static @Nullable Page asOf(@Nullable History history, long version) {
        History rest = of(history);
        while (rest != null) {
            Page its = rest.page;
            if (its != null && its.version() <= version) {
                return its;
            }
            History next = of(rest.before);
            rest.before = next;
            rest = next;
        }
        return null;
    }

    /** Returns whether a reader as of that version needs the newest of these states. */
    boolean isNeededAt(long version) {
        Page its = page;
        return its != null && its.version() <= version && version < until;
    }

    void forget() {
        page = null;
    }
}
