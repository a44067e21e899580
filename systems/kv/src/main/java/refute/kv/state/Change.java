package refute.kv.state;

import java.util.Optional;
import refute.kv.Bytes;

/**
 * One key as a commit left it.
 *
 * @param key the key
 * @param value its new value; empty: removed
 */
public record Change(Bytes key, Optional<Bytes> value) {}
