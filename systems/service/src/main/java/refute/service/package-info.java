/**
 * What the servers of this repository have in common, and their clients: nothing of keys, logs or groups.
 *
 * <p>{@link refute.service.Flags} reads a server's flags, {@link refute.service.HostPort} is an address as it is typed. {@link refute.service.MetricsPage} is what a server tells of itself.
 * {@link refute.service.Departure} answers the question on which a client's honesty rests: whether a request without an answer may have
 * left at all. {@link refute.service.Reconnection} gives a broken connection a chance before a request is sent on it.
 */
@NullMarked
package refute.service;

import org.jspecify.annotations.NullMarked;
