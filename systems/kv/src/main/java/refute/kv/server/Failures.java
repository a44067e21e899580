package refute.kv.server;

import refute.kv.NodeId;
import refute.kv.raft.Member;
import refute.kv.raft.Members;
import refute.kv.raft.Outcome;
import refute.kv.wire.v1.Failure;

/** What clients are told when something did not end well. */
final class Failures {
    private Failures() {}

    static Failure of(Failure.Code code, boolean mayHaveHappened, String message) {
        return Failure.newBuilder()
                .setCode(code)
                .setMayHaveHappened(mayHaveHappened)
                .setMessage(message)
                .build();
    }

    static Failure of(Outcome.Failed failed, Members members) {
        Outcome.Reason reason = failed.reason();
        NodeId leader = failed.leader();
        return Failure.newBuilder()
                .setCode(code(reason))
                .setMayHaveHappened(reason.mayHaveHappened())
                .setMessage(message(reason))
                .setLeader(leader.number())
                .setLeaderAddress(
                        members.find(leader).map(Member::clientAddress).orElse(""))
                .build();
    }

    private static Failure.Code code(Outcome.Reason reason) {
        return switch (reason) {
            case NOT_LEADER -> Failure.Code.NOT_LEADER;
            case BUSY -> Failure.Code.BUSY;
            case TOO_LARGE -> Failure.Code.TOO_LARGE;
            case OVERWRITTEN -> Failure.Code.OVERWRITTEN;
            case LEADERSHIP_LOST -> Failure.Code.LEADERSHIP_LOST;
            case TIMEOUT, TRANSFER_FAILED -> Failure.Code.TIMEOUT;
            case MEMBERSHIP_REFUSED -> Failure.Code.MEMBERSHIP_REFUSED;
        };
    }

    private static String message(Outcome.Reason reason) {
        return switch (reason) {
            case NOT_LEADER -> "this node does not lead; it was not tried";
            case BUSY -> "too many requests wait, or leadership is being handed over; it was not tried";
            case TOO_LARGE -> "a key, value, record or transaction is above its limit; it was not tried";
            case OVERWRITTEN -> "a new leader's entry took its place; it did not happen";
            case LEADERSHIP_LOST -> "leadership was lost meanwhile; it may have happened";
            case TIMEOUT -> "no leader answered in time; nothing happened";
            case MEMBERSHIP_REFUSED ->
                "the membership cannot be changed like that now: one change at a time, learners first and caught up before they vote";
            case TRANSFER_FAILED -> "leadership was not handed over in time; it still may be";
        };
    }
}
