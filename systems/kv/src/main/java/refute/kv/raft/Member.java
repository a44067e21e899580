package refute.kv.raft;

import refute.kv.NodeId;

/**
 * One member of a group and how to reach it. The core carries the addresses and never reads them.
 *
 * @param id its name
 * @param voter whether it votes and counts; a learner only receives
 * @param peerAddress where other members send to
 * @param clientAddress where clients send to
 */
public record Member(NodeId id, boolean voter, String peerAddress, String clientAddress) {
    public Member {
        if (!id.isSomebody()) {
            throw new IllegalArgumentException("a member is somebody");
        }
    }

    /** Returns a voter without addresses, for simulations. */
    public static Member voter(NodeId id) {
        return new Member(id, true, "", "");
    }

    /** Returns a learner without addresses, for simulations. */
    public static Member learner(NodeId id) {
        return new Member(id, false, "", "");
    }

    Member promoted() {
        return new Member(id, true, peerAddress, clientAddress);
    }
}
