package refute.systems.kv.simulation;

import java.util.Map;
import java.util.function.Predicate;
import refute.harness.system.NodeId;
import refute.kv.raft.Node;
import refute.kv.raft.NodeStatus;

/**
 * I4, one step ahead: once an entry is committed, nobody who lacks it can win an election any more (section 5.4 of the Raft paper
 * rests on that). To violate I4 itself takes an election at the wrong moment besides; this sees the moment.
 *
 * <p>It looks at the nodes that run, and takes it that all others would refuse their votes: so it may overlook, but never accuses
 * wrongly.
 */
final class Electability {
    private final Map<NodeId, KvProgram> programs;
    private final Predicate<NodeId> isUp;

    /** @param programs the latest of each node, of which those count that are up; looked at when something is committed */
    Electability(Map<NodeId, KvProgram> programs, Predicate<NodeId> isUp) {
        this.programs = programs;
        this.isUp = isUp;
    }

    /** The entry of that index and term has just been committed. */
    void committed(long index, long term) {
        programs.forEach((id, program) -> {
            if (isUp.test(id) && isElectableWithout(index, term, id, program.node())) {
                throw Invariants.violated(
                        "I4",
                        "entry " + index + " of term " + term + " is committed, but " + id
                                + " could be elected without it");
            }
        });
    }

    private boolean isElectableWithout(long index, long term, NodeId id, Node candidate) {
        NodeStatus status = candidate.status();
        if (has(candidate, status.log(), index, term) || !status.members().isVoter(refute.kv.NodeId.of(id.number()))) {
            return false;
        }
        long votes = status.members().voters().stream()
                .map(voter -> new NodeId(voter.number()))
                .filter(voter -> voter.equals(id)
                        || wouldVote(voter, candidate.lastTerm(), status.log().last()))
                .count();
        return votes >= status.members().quorum();
    }

    private boolean wouldVote(NodeId voter, long lastTerm, long lastIndex) {
        KvProgram program = programs.get(voter);
        if (program == null || !isUp.test(voter)) {
            return false;
        }
        Node node = program.node();
        return lastTerm > node.lastTerm()
                || (lastTerm == node.lastTerm()
                        && lastIndex >= node.status().log().last());
    }

    /** What lies before its base was applied there, so it has been committed before, and others have seen to it. */
    private static boolean has(Node node, NodeStatus.LogStatus log, long index, long term) {
        return index <= log.base()
                || (index <= log.last() && node.entryAt(index).term() == term);
    }
}
