package refute.specs.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configurations none of which is dominated by another. Those that can dominate each other (same value, same compare-and-sets
 * placed) share a bucket. Owned by one thread; cleared and used again.
 */
class ConfigurationSet {
    /** Fewer are compared one by one. */
    private static final int SIZE_WITHOUT_BUCKETS = 16;

    private static final @Nullable Configuration[] NO_BUCKETS = {};

    private @Nullable Configuration[] items = new Configuration[SIZE_WITHOUT_BUCKETS];
    private int size;
    private int living;
    private @Nullable Configuration[] buckets = NO_BUCKETS;
    private boolean countSpentOnly;

    /** The number of places, some of which may hold {@linkplain Configuration#dropped dropped} ones. */
    int places() {
        return size;
    }

    int living() {
        return living;
    }

    @SuppressWarnings("NullAway") // Places below the size are filled.
    Configuration at(int place) {
        return items[place];
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(items, 0, size, null);
            if (buckets.length > 0) {
                buckets = NO_BUCKETS;
            }
            size = 0;
            living = 0;
        }
    }

    /** Adds it unless another one dominates it; drops those that it dominates. */
    boolean add(Configuration fresh) {
        if (buckets.length > 0) {
            return addToBucket(fresh);
        }
        for (int i = 0; i < size; i++) {
            Configuration other = at(i);
            if (other.value == fresh.value && other.moved == fresh.moved && !other.dropped) {
                if (dominates(other, fresh)) {
                    return false;
                }
                if (dominates(fresh, other)) {
                    other.dropped = true;
                    living--;
                }
            }
        }
        append(fresh);
        if (size > SIZE_WITHOUT_BUCKETS) {
            rehash();
        }
        return true;
    }

    private void append(Configuration fresh) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = fresh;
        living++;
    }

    private boolean addToBucket(Configuration fresh) {
        int bucket = bucket(fresh);
        Configuration previous = null;
        for (Configuration other = buckets[bucket]; other != null; other = other.nextInBucket) {
            if (other.value == fresh.value && other.moved == fresh.moved) {
                if (dominates(other, fresh)) {
                    return false;
                }
                if (dominates(fresh, other)) {
                    other.dropped = true;
                    living--;
                    if (previous == null) {
                        buckets[bucket] = other.nextInBucket;
                    } else {
                        previous.nextInBucket = other.nextInBucket;
                    }
                    continue;
                }
            }
            previous = other;
        }
        append(fresh);
        if (size > 2 * buckets.length) {
            rehash();
        } else {
            fresh.nextInBucket = buckets[bucket];
            buckets[bucket] = fresh;
        }
        return true;
    }

    /** Those that were not dropped, as a list that is the caller's. */
    List<Configuration> all() {
        List<Configuration> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!at(i).dropped) {
                all.add(at(i));
            }
        }
        return all;
    }

    /** Keeps only so many, the most promising: those that have spent least, seen most, and used least. */
    void keepBest(int width) {
        List<Configuration> ranked = all();
        ranked.sort(Comparator.<Configuration>comparingInt(c -> c.spentTotal)
                .thenComparingInt(c -> Long.bitCount(c.used) - Long.bitCount(c.seen)));
        clear();
        for (Configuration c : ranked.subList(0, width)) {
            c.nextInBucket = null;
            add(c);
        }
    }

    /** From now on does not look at which crashed operations were spent, only at how many. Gives up exactness. */
    void countSpentOnly(boolean only) {
        countSpentOnly = only;
    }

    /**
     * Whether the one can do all that the other can, which has the same value and has placed the same compare-and-sets: it owes no
     * more (its reads have seen as much, and writes that the other can forget it can forget too) and has no less left to place.
     */
    boolean dominates(Configuration one, Configuration other) {
        return (other.seen & ~one.seen) == 0
                && (one.used & ~other.used) == 0
                && ((other.used | other.hideable) & ~(one.used | one.hideable)) == 0
                && (countSpentOnly ? one.spentTotal <= other.spentTotal : spentNoMore(one, other));
    }

    @SuppressWarnings("ReferenceEquality") // Most share the same array.
    static boolean spentNoMore(Configuration one, Configuration other) {
        if (one.spent == other.spent) {
            return true;
        }
        if (one.spentTotal > other.spentTotal) {
            return false;
        }
        for (int i = 0; i < one.spent.length; i++) {
            int there = i < other.spent.length ? other.spent[i] : 0;
            if (one.spent[i] > there) {
                return false;
            }
        }
        return true;
    }

    private int bucket(Configuration c) {
        long hash = (c.value * 0x9E3779B97F4A7C15L) ^ (c.moved * 0xBF58476D1CE4E5B9L);
        return (int) (hash ^ (hash >>> 29)) & (buckets.length - 1);
    }

    private void rehash() {
        buckets = new Configuration[Math.max(4 * SIZE_WITHOUT_BUCKETS, 4 * buckets.length)];
        for (int i = 0; i < size; i++) {
            Configuration c = at(i);
            if (!c.dropped) {
                int bucket = bucket(c);
                c.nextInBucket = buckets[bucket];
                buckets[bucket] = c;
            }
        }
    }
}
