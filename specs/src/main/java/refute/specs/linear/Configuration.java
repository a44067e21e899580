package refute.specs.linear;

import org.jspecify.annotations.Nullable;

/**
 * One way in which everything up to some event may have happened to a register: its value, and for each operation that is open
 * there whether it has happened. Operations stand as bits of their slots; slots of reads, writes and compare-and-sets are apart.
 * Mutable while it is the only one that knows of its operations; owned by one thread.
 */
final class Configuration {
    int value;
    /** Open reads that have seen their value. */
    long seen;
    /** Open writes that were placed, and whose value somebody looked at. */
    long used;
    /** Open writes before whose present a later write was placed: they can count as hidden just before it, or still be used. */
    long hideable;
    /** Open compare-and-sets that were placed. */
    long moved;
    /** How many of each class of crashed operations were placed; shared between configurations, never changed. */
    int[] spent;

    int spentTotal;
    /** What was placed, see {@link Placements}. */
    int path;

    /** Another one was found that can do all that this one can. */
    boolean dropped;

    /** The next one in the same bucket of a {@link ConfigurationSet}. */
    @Nullable
    Configuration nextInBucket;

    Configuration(int value, int[] spent) {
        this.value = value;
        this.spent = spent;
        this.path = Placements.NONE;
    }

    private Configuration(Configuration other) {
        value = other.value;
        seen = other.seen;
        used = other.used;
        hideable = other.hideable;
        moved = other.moved;
        spent = other.spent;
        spentTotal = other.spentTotal;
        path = other.path;
    }

    Configuration copy() {
        return new Configuration(this);
    }
}
