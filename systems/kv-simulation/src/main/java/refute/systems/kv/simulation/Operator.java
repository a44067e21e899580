package refute.systems.kv.simulation;

import java.util.ArrayList;
import java.util.List;
import refute.harness.system.NodeId;
import refute.harness.world.simulation.Chance;
import refute.harness.world.simulation.ClientLink;
import refute.kv.raft.Member;
import refute.kv.raft.MemberChange;
import refute.kv.raft.Members;
import refute.kv.raft.Outcome;

/**
 * A restless operator: takes nodes out of the group and back in, and hands leadership around, at times without waiting for what
 * became of the last wish. In the end all nodes are voters again.
 *
 * <p>A node that was taken out runs on with its log, as real ones do whose operator forgot to stop them.
 */
final class Operator {
    private static final long MILLI = 1_000_000L;
    private static final int VOTERS_MIN = 2;
    /** Longer than a request takes that was on its way when everything was healed. */
    private static final long STRAGGLERS_NANOS = 1_000 * MILLI;

    private final ClientLink link;
    private final List<NodeId> nodes;
    private final Chance chance;
    private NodeId target;
    private Members members = Members.NOBODY;
    private boolean restoring;
    private boolean resting;
    private long asked;
    private long heard;
    private long restoringSince;
    /** When that was asked of which the latest answer is known. */
    private long knownAsOf;

    Operator(ClientLink link, List<NodeId> nodes, Chance chance) {
        this.link = link;
        this.nodes = nodes;
        this.chance = chance;
        this.target = nodes.getFirst();
    }

    void begin() {
        link.after(chance.nextLong(400 * MILLI), this::goOn);
    }

    /** From now on only brings all nodes back in. */
    void restore() {
        restoring = true;
        restoringSince = link.nowNanos();
    }

    /** Whether all nodes are voters, and stay it: an old wish that was still on its way would have come by now. */
    boolean isComplete() {
        return members.voters().size() == nodes.size() && knownAsOf >= restoringSince + STRAGGLERS_NANOS;
    }

    /** Asks for no more. */
    void rest() {
        resting = true;
    }

    private void goOn() {
        look();
        link.after(100 * MILLI + chance.nextLong(restoring ? 20 * MILLI : 400 * MILLI), () -> {
            if (!resting) {
                target = chance.nextInt(3) == 0 ? nodes.get(chance.nextInt(nodes.size())) : target;
                goOn();
            }
        });
    }

    /** Learns who the members are, and has a wish. */
    private void look() {
        ask(new KvRequest.Membership(), this::wish);
    }

    private void wish() {
        want();
        if (!restoring && chance.nextBoolean()) {
            link.after(chance.nextLong(30 * MILLI), this::want);
        }
    }

    private void want() {
        List<MemberChange> returns = returns();
        if (!returns.isEmpty() && (restoring || chance.nextInt(3) > 0)) {
            change(returns.get(chance.nextInt(returns.size())));
        } else if (!restoring && chance.nextInt(4) == 0) {
            ask(new KvRequest.Transfer(anyVoter()), () -> {});
        } else if (!restoring && members.voters().size() > VOTERS_MIN) {
            change(new MemberChange.Remove(anyVoter()));
        }
    }

    /** What would bring a node back, each by one step. */
    private List<MemberChange> returns() {
        List<MemberChange> returns = new ArrayList<>();
        for (NodeId node : nodes) {
            refute.kv.NodeId id = refute.kv.NodeId.of(node.number());
            if (!members.contains(id)) {
                returns.add(new MemberChange.AddLearner(Member.learner(id)));
            } else if (!members.isVoter(id)) {
                returns.add(new MemberChange.Promote(id));
            }
        }
        return returns;
    }

    private refute.kv.NodeId anyVoter() {
        return members.voters().get(chance.nextInt(members.voters().size()));
    }

    private void change(MemberChange change) {
        ask(new KvRequest.Change(change), () -> {
            if (restoring) {
                look();
            }
        });
    }

    /** What was asked later knows more, whichever answer comes first. */
    private void ask(KvRequest request, Runnable then) {
        long number = ++asked;
        long askedAt = link.nowNanos();
        link.call(target, Parcels.of(request), answer -> {
            if (!(answer instanceof ClientLink.Answer.Replied replied)) {
                return;
            }
            if (replied.reply() instanceof Outcome.Changed changed) {
                if (number < heard) {
                    return;
                }
                heard = number;
                knownAsOf = askedAt;
                members = changed.members();
                then.run();
            } else if (replied.reply() instanceof Outcome.Failed failed
                    && failed.leader().isSomebody()) {
                target = new NodeId(failed.leader().number());
            }
        });
    }
}
