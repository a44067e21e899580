package refute.kv.state;

/**
 * Where a stream begins and ends.
 *
 * @param first the first offset that is there
 * @param next the offset that the next append gets
 */
record LogBounds(long first, long next) {
    static final LogBounds EMPTY = new LogBounds(0, 0);
}
