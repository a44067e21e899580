package refute.tree;

import java.time.Duration;

/** Settings in which everything happens soon: splits, merges, new segments, evictions, snapshots. */
final class Sizes {
    /** A segment holds a few nodes. */
    static final TreeSettings TINY = new TreeSettings(1024, 256, 2, 4, 120, 600, 3, 2, 24, Duration.ZERO);

    /** Room for keys of 10 KB and values of several segments. */
    static final TreeSettings SMALL =
            new TreeSettings(256 << 10, 4 << 10, 4, 6, 4 << 10, 64 << 10, 5, 2, 12 << 10, Duration.ZERO);

    private Sizes() {}
}
