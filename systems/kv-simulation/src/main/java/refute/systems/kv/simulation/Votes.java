package refute.systems.kv.simulation;

import refute.harness.system.NodeId;

/**
 * I6 for what a node has promised to others: whoever has sent a vote keeps its term and its vote, whatever becomes of its process and
 * its power. Sent is what counts: what a node had in mind when it went down it may forget.
 */
final class Votes {
    private final long[] terms;
    private final NodeId[] candidates;

    Votes(int nodes) {
        terms = new long[nodes + 1];
        candidates = new NodeId[nodes + 1];
    }

    /** A vote leaves its node; a candidate's first one is its own. */
    void sent(NodeId voter, long term, NodeId candidate) {
        int number = voter.number();
        if (term < terms[number]) {
            // It was held until something else was durable; it is of a term that is over.
            return;
        }
        if (term == terms[number] && !candidate.equals(candidates[number])) {
            throw Invariants.violated(
                    "I6", voter + " voted for " + candidates[number] + " and for " + candidate + " in term " + term);
        }
        terms[number] = term;
        candidates[number] = candidate;
    }

    /** A node has started, and this is the term that it remembers. */
    void restarted(NodeId voter, long term) {
        if (term < terms[voter.number()]) {
            throw Invariants.violated(
                    "I6",
                    voter + " started in term " + term + ", but had voted for " + candidates[voter.number()]
                            + " in term " + terms[voter.number()]);
        }
    }
}
