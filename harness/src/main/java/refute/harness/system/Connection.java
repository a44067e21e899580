package refute.harness.system;

import java.time.Duration;

/**
 * What a client is given to reach its node.
 *
 * @param node the one node it is bound to
 * @param endpoint where to dial: the proxy of the clients' link to that node
 * @param timeout of one operation; the client should give up by then with {@link Reply.Info} or {@link Reply.Fail}
 * @param reads what to ask of reads
 */
public record Connection(NodeId node, Endpoint endpoint, Duration timeout, Reads reads) {}
