package refute.tree.client;

/**
 * What a server answered.
 *
 * @param value it
 * @param incarnation tells one opening of the server's store from the next: what was not durable before is gone after it
 * @param <T> the kind of answer
 */
public record Answer<T>(T value, long incarnation) {}
