package refute.benchmarks.linear;

import refute.harness.Seed;
import refute.harness.history.History;

/**
 * What a generated register history looks like. The same recipe gives the same history, on every machine.
 *
 * <p>Clients take turns at random. Each operation is invoked, takes effect, and returns; a crashed one takes effect some time later, or
 * never. A third each are reads, writes and compare-and-sets; those that find another value fail.
 *
 * @param operations how many; positive
 * @param clients how many are open at once; positive
 * @param crashedPerMille how many of a thousand operations have an unknown outcome; from 0 to 1000
 * @param keys how many independent registers; positive
 * @param values how many different values are written to each register; {@link #UNIQUE} for a new one each time
 * @param invalidPercent where the history goes wrong, in percent of its operations; {@link #VALID} if nowhere. There a value is
 *     written once and overwritten, and then read.
 * @param seed draws everything
 */
public record HistoryRecipe(
        int operations, int clients, int crashedPerMille, int keys, int values, int invalidPercent, long seed) {
    /** Each write has a value of its own. */
    public static final int UNIQUE = 0;
    /** The history does not go wrong. */
    public static final int VALID = -1;
    /** What "few values" means. */
    public static final int FEW = 5;

    public HistoryRecipe {
        if (operations < 1 || clients < 1 || keys < 1 || values < 0) {
            throw new IllegalArgumentException("a history has operations, clients and keys");
        }
        if (crashedPerMille < 0 || crashedPerMille > 1000 || invalidPercent < -1 || invalidPercent > 100) {
            throw new IllegalArgumentException("a fraction is out of range");
        }
    }

    /** Few values, no crashes, one key, valid. */
    public static HistoryRecipe few(int operations, int clients) {
        return new HistoryRecipe(operations, clients, 0, 1, FEW, VALID, 1);
    }

    /** Unique values, no crashes, one key, valid. */
    public static HistoryRecipe unique(int operations, int clients) {
        return new HistoryRecipe(operations, clients, 0, 1, UNIQUE, VALID, 1);
    }

    public HistoryRecipe crashed(int perMille) {
        return new HistoryRecipe(operations, clients, perMille, keys, values, invalidPercent, seed);
    }

    public HistoryRecipe onKeys(int newKeys) {
        return new HistoryRecipe(operations, clients, crashedPerMille, newKeys, values, invalidPercent, seed);
    }

    public HistoryRecipe invalidAt(int percent) {
        return new HistoryRecipe(operations, clients, crashedPerMille, keys, values, percent, seed);
    }

    public HistoryRecipe withSeed(long newSeed) {
        return new HistoryRecipe(operations, clients, crashedPerMille, keys, values, invalidPercent, newSeed);
    }

    public History cook() {
        return new HistoryKitchen(this, new Seed(seed).random()).cook();
    }

    /** As a row of a table begins. */
    @Override
    public String toString() {
        String size = operations % 1_000_000 == 0 ? operations / 1_000_000 + "M" : operations / 1000 + "k";
        return size + " ops, " + clients + " clients, "
                + (keys > 1 ? keys + " keys, " : "")
                + (crashedPerMille > 0 ? crashedPerMille / 10.0 + " % crashed, " : "")
                + (values == UNIQUE ? "unique values, " : values + " values, ")
                + (invalidPercent == VALID ? "valid" : "invalid at " + invalidPercent + " %");
    }
}
