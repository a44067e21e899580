package refute.harness.world.simulation;

/**
 * What is sent: a message, a request or an answer.
 *
 * @param content it; immutable, as sender and receiver share it
 * @param bytes about how long it would be on a wire
 * @param digest a number that differs when the content does, for the hash of the run; the same on every JDK, so never an
 *     identity hash or the hash of an enum
 */
public record Parcel(Object content, int bytes, long digest) {}
