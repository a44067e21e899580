package refute.kv.sim;

import java.util.HashMap;
import java.util.Map;
import refute.kv.Bytes;
import refute.kv.NodeId;
import refute.kv.raft.Entry;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;
import refute.kv.raft.Role;

/** What must hold of all nodes together, checked after every step: I1 to I6 of the store's description. */
final class Invariants {
    private final Map<Long, NodeId> leaders = new HashMap<>();
    private final Map<Place, Content> places = new HashMap<>();
    private final Map<Long, Long> committed = new HashMap<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private final Map<NodeId, Seen> seen = new HashMap<>();
    private long committedUpTo;

    private record Place(long index, long term) {}

    private record Content(long previousTerm, Bytes payload) {}

    private record Seen(long incarnation, long term, long commit, long applied, long last, Role role) {}

    /** I5: everybody who applies an index ends with the same state. */
    void applied(NodeId id, long index, String hash) {
        String known = hashes.putIfAbsent(index, hash);
        require(known == null || known.equals(hash), "I5: %s applied index %s to another state", id, index);
    }

    void check(NodeId id, long incarnation, Node node) {
        NodeStatus status = node.status();
        Seen before = seen.get(id);
        if (status.role() == Role.LEADER) {
            NodeId known = leaders.putIfAbsent(status.term(), id);
            require(known == null || known.equals(id), "I1: %s and %s lead in term %s", known, id, status.term());
        }
        if (before != null && before.incarnation == incarnation) {
            require(before.term <= status.term(), "I6: the term of %s went back", id);
            require(before.commit <= status.log().commit(), "I6: the commit index of %s went back", id);
            require(before.applied <= status.log().applied(), "I6: the applied index of %s went back", id);
            boolean leads = before.role == Role.LEADER && status.role() == Role.LEADER && before.term == status.term();
            require(!leads || before.last <= status.log().last(), "I2: the leader %s cut its log", id);
        }
        checkLog(id, node, status);
        boolean elected = status.role() == Role.LEADER
                && (before == null || before.role != Role.LEADER || before.term != status.term());
        if (elected) {
            checkComplete(id, node, status);
        }
        NodeStatus.LogStatus log = status.log();
        seen.put(id, new Seen(incarnation, status.term(), log.commit(), log.applied(), log.last(), status.role()));
    }

    /** I3, by induction: an index and a term name one entry, and the term before it. */
    private void checkLog(NodeId id, Node node, NodeStatus status) {
        long base = status.log().base();
        for (long index = base + 1; index <= status.log().last(); index++) {
            Entry entry = node.entryAt(index);
            if (index > base + 1) {
                Content content = new Content(node.entryAt(index - 1).term(), entry.payload());
                Content known = places.putIfAbsent(new Place(index, entry.term()), content);
                require(known == null || known.equals(content), "I3: %s has another entry at %s", id, index);
            }
            if (index <= status.log().commit()) {
                Long known = committed.putIfAbsent(index, entry.term());
                require(
                        known == null || known == entry.term(),
                        "I4: %s has committed %s in term %s, others in %s",
                        id,
                        index,
                        entry.term(),
                        known);
                committedUpTo = Math.max(committedUpTo, index);
            }
        }
    }

    /** I4: who is elected has everything that was committed. */
    private void checkComplete(NodeId id, Node node, NodeStatus status) {
        long from = Math.max(status.log().base() + 1, 1);
        require(status.log().last() >= committedUpTo, "I4: the new leader %s lacks committed entries", id);
        for (long index = from; index <= committedUpTo; index++) {
            Long term = committed.get(index);
            require(
                    term == null || node.entryAt(index).term() == term,
                    "I4: the new leader %s has another entry at %s",
                    id,
                    index);
        }
    }

    static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new AssertionError(String.format(message, arguments));
        }
    }
}
