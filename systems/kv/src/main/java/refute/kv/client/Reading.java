package refute.kv.client;

import refute.kv.state.Answer;

/**
 * What a read found.
 *
 * @param answer it
 * @param revision the applied index at which all of it was read
 * @param stale whether no quorum was asked, so that it may be old
 * @param <A> the kind of answer
 */
public record Reading<A extends Answer>(A answer, long revision, boolean stale) {}
