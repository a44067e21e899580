package refute.nemeses.crash;

import refute.harness.Seed;

/**
 * How many of the images of one step are built. Up to {@code all} choices, each of them; of more: the newest and the oldest, then those that
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
}
