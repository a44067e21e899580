package refute.specs.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Configurations none of which is dominated by another. Those that can dominate each other (same value, same compare-and-sets
 * placed) share a bucket. Owned by one thread; cleared and used again.
 */
class ConfigurationSet {
    private static final int BUCKETS_MIN = 16;

    private @Nullable Configuration[] items = new Configuration[BUCKETS_MIN];
    private int size;
    private int living;
    private @Nullable Configuration[] buckets = new Configuration[BUCKETS_MIN];

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
            if (buckets.length > 64 * BUCKETS_MIN && size < buckets.length / 64) {
                buckets = new Configuration[buckets.length / 16];
            } else {
                Arrays.fill(buckets, null);
            }
            size = 0;
            living = 0;
        }
    }

    /** Adds it unless another one dominates it; drops those that it dominates. */
    boolean add(Configuration fresh) {
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
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = fresh;
        living++;
        if (size > 2 * buckets.length) {
            rehash();
        } else {
            fresh.nextInBucket = buckets[bucket];
            buckets[bucket] = fresh;
        }
        return true;
    }

    /**
     * Whether the one can do all that the other can, which has the same value and has placed the same compare-and-sets: it owes no
     * more (its reads have seen as much, and writes that the other can forget it can forget too) and has no less left to place.
     */
    boolean dominates(Configuration one, Configuration other) {
        return (other.seen & ~one.seen) == 0
                && (one.used & ~other.used) == 0
                && ((other.used | other.hideable) & ~(one.used | one.hideable)) == 0
                && spentNoMore(one, other);
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
        buckets = new Configuration[4 * buckets.length];
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
