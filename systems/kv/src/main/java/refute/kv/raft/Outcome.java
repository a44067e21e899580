package refute.kv.raft;

import refute.kv.NodeId;
import refute.kv.state.Answer;
import refute.kv.state.Result;

/** How a request ended. */
public sealed interface Outcome {
    /**
     * A command was committed and applied.
     *
     * @param index the index of its entry
     * @param result what it came to
     */
    record Done(long index, Result result) implements Outcome {}

    /**
     * A query was answered.
     *
     * @param index the applied index at which it was
     * @param stale whether it was answered without asking a quorum
     * @param answer the answer
     */
    record Answered(long index, boolean stale, Answer answer) implements Outcome {}

    /**
     * A change of the membership was committed, or leadership was handed over.
     *
     * @param members the members
     */
    record Changed(Members members) implements Outcome {}

    /**
     * The request did not end well.
     *
     * @param reason why
     * @param leader who leads, as far as this node knows
     */
    record Failed(Reason reason, NodeId leader) implements Outcome {}

    /** Why a request did not end well, and whether it may have happened all the same. */
    enum Reason {
        /** This node does not lead: it was not tried. */
        NOT_LEADER(false),
        /** Too many requests wait already, or leadership is being handed over: it was not tried. */
        BUSY(false),
        /** A key, value, record or transaction is above its limit: it was not tried. */
        TOO_LARGE(false),
        /** Another leader's entry took its place: it did not happen and will not. */
        OVERWRITTEN(false),
        /** What became of it was lost in a snapshot: it may have happened. */
        LEADERSHIP_LOST(true),
        /** A read found no leader in time. Nothing happened, as reads change nothing. */
        TIMEOUT(false),
        /** The membership cannot be changed like that, or not now: it was not tried. */
        MEMBERSHIP_REFUSED(false),
        /** Leadership was not handed over in time; it still may be. */
        TRANSFER_FAILED(true);

        private final boolean mayHaveHappened;

        Reason(boolean mayHaveHappened) {
            this.mayHaveHappened = mayHaveHappened;
        }

        /** Returns whether the request may have had, or may still have, an effect. */
        public boolean mayHaveHappened() {
            return mayHaveHappened;
        }
    }
}
