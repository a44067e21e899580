package refute.kv.trace;

import java.util.List;

/**
 * What every event says of its node's variables after it.
 *
 * @param term its term
 * @param vote for whom it voted in that term; empty for nobody
 * @param role what it is in that term
 * @param lastIndex where its log ends
 * @param lastTerm the term of the last entry
 * @param commit up to where it knows the log to be committed
 * @param applied up to where its state machine has come
 */
public record NodeState(long term, String vote, String role, long lastIndex, long lastTerm, long commit, long applied) {
    /** Their names in a trace, and their values, in turn. */
    public List<Object> namesAndValues() {
        return List.of(
                "term",
                term,
                "vote",
                vote,
                "role",
                role,
                "lastIndex",
                lastIndex,
                "lastTerm",
                lastTerm,
                "commit",
                commit,
                "applied",
                applied);
    }
}
