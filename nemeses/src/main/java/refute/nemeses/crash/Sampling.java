package refute.nemeses.crash;

import refute.harness.Seed;

/**
 * How many of the images of one step are built. Of a trace of at most {@value #COMPLETE_OPERATIONS} changes: all, as long as those of one step are
 * not more than {@value #COMPLETE_IMAGES}. Of a longer one: up to {@code all} choices, each of them; of more: the newest and the oldest, then those that
 * differ from the newest or from the oldest in one thing, then such as the seed draws, up to that number in all.
 *
 * <p>One thing lost, or one thing kept, is how most mistakes of this kind show (Pillai and others, section 4): what was meant to be ordered is
 * not.
 *
 * @param all how many images of a step are built at most
 * @param recoveries every how many-th image is recovered with a crash after each step of that; 0: none
 * @param seed of the drawn ones
 */
public record Sampling(int all, int recoveries, Seed seed) {
    /** How many changes a short trace has at most. */
    public static final int COMPLETE_OPERATIONS = 12;

    /** How many images of one step a short trace may have. */
    public static final int COMPLETE_IMAGES = 1 << 17;

    /** Twelve things that may be old or new. */
    public static final Sampling USUAL = new Sampling(1 << 12, 0, new Seed(1));

    public Sampling {
        if (all < 2) {
            throw new IllegalArgumentException("at least two images of a step, not " + all);
        }
        if (recoveries < 0) {
            throw new IllegalArgumentException("every " + recoveries + "th recovery");
        }
    }

    /** What this means for a trace. */
    Sampling of(DiskTrace trace) {
        return trace.changes() <= COMPLETE_OPERATIONS
                ? new Sampling(Math.max(all, COMPLETE_IMAGES), recoveries, seed)
                : this;
    }
}
