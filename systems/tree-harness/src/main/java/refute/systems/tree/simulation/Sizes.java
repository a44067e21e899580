package refute.systems.tree.simulation;

import java.time.Duration;
import refute.harness.Seed;
import refute.harness.world.simulation.Chance;
import refute.tree.TreeSettings;

/** Sizes of a store in one run: drawn, as what one size hides another shows, and small, so that everything happens soon. */
final class Sizes {
    private static final int[] SEGMENTS = {2048, 4096, 16384};
    private static final int[] BUFFERS = {256, 512, 2048};
    private static final int[] NODES = {120, 300, 1000};
    private static final int[] CACHES = {0, 1000, 1 << 20};

    /** Whether values of some hundred bytes have files of their own: what syncs their folder hides a log that does not. */
    private static final int[] INLINE = {60, 1 << 20};

    private Sizes() {}

    static TreeSettings draw(Seed seed) {
        Chance chance = new Chance(seed);
        return new TreeSettings(
                one(SEGMENTS, chance),
                one(BUFFERS, chance),
                2 + chance.nextInt(6),
                4 + chance.nextInt(12),
                one(NODES, chance),
                one(CACHES, chance),
                1 + chance.nextInt(10),
                1 + chance.nextInt(4),
                one(INLINE, chance),
                // No thread of its own: time is the simulation's.
                Duration.ZERO);
    }

    private static int one(int[] choices, Chance chance) {
        return choices[chance.nextInt(choices.length)];
    }
}
