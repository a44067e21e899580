package refute.kv;

/**
 * What time it is, twice.
 *
 * @param nanos the monotonic clock in nanoseconds, from an arbitrary origin that is fixed for the life of the process; all decisions use it
 * @param wallNanos the wall clock in nanoseconds since the epoch; it may jump, so nothing may decide by it. It is carried so that a
 *     mutant can make that mistake
 */
public record Now(long nanos, long wallNanos) {
    /** A time at which both clocks agree, for simulations without clock faults. */
    public static Now of(long nanos) {
        return new Now(nanos, nanos);
    }
}
