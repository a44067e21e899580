package refute.cli.suite;

/**
 * What is run at once, and judged: a variant with a seed.
 *
 * @param variant everything but the seed
 * @param seed the origin of all choices
 */
public record Cell(Variant variant, long seed) {
    /** What tells it from the other cells, in this and in other executions of the suite. */
    public String id() {
        return variant.name() + " seed=" + seed;
    }
}
