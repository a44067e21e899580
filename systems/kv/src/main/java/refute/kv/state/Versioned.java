package refute.kv.state;

import refute.kv.Bytes;

/**
 * A key, its value and when it got it.
 *
 * @param key the key
 * @param value the value
 * @param revision the index of the entry that last changed it
 */
public record Versioned(Bytes key, Bytes value, long revision) {}
