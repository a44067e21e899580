package refute.tree;

/** A key and its value, as a scan found them. The arrays are the caller's. */
public record Entry(byte[] key, byte[] value) {}
