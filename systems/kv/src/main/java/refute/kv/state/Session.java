package refute.kv.state;

/**
 * What the group remembers of one client.
 *
 * @param lastSequence the number of its last command; 0 before the first
 * @param lastResult what that came to
 * @param activeAt the index of that command
 */
record Session(long lastSequence, Result lastResult, long activeAt) {}
