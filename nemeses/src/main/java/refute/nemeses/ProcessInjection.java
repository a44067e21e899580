package refute.nemeses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import refute.harness.fault.Effect;
import refute.harness.fault.FaultInjector.Injection;
import refute.harness.fault.Target;
import refute.harness.system.NodeId;
import refute.harness.world.Cluster;
import refute.harness.world.NodeState;

/**
 * Processes killed or stopped. All of one fault are hit at once.
 *
 * <p>It has bitten when at least one process ran before and is in the state that was meant afterwards.
 */
final class ProcessInjection implements Injection {
    /** The two ways to hit a process, as calls on a cluster. */
    private enum Blow {
        KILL("kill", NodeState.KILLED) {
            @Override
            String hit(Cluster cluster, NodeId node) {
                return cluster.kill(node);
            }

            @Override
            String undo(Cluster cluster, NodeId node) {
                return cluster.start(node);
            }
        },
        PAUSE("pause", NodeState.PAUSED) {
            @Override
            String hit(Cluster cluster, NodeId node) {
                return cluster.pause(node);
            }

            @Override
            String undo(Cluster cluster, NodeId node) {
                return cluster.resume(node);
            }
        };

        private final String word;
        private final NodeState meant;

        Blow(String word, NodeState meant) {
            this.word = word;
            this.meant = meant;
        }

        /** Returns what shows it. */
        abstract String hit(Cluster cluster, NodeId node);

        abstract String undo(Cluster cluster, NodeId node);
    }

    private final Blow blow;
    private final Cluster cluster;
    private final Holds holds;
    private final List<NodeId> targets;
    private final String description;
    private final Optional<NodeId> leaderBefore;
    private final List<String> evidence = new ArrayList<>();
    private final long hits;

    private ProcessInjection(Blow blow, Target target, Cluster cluster, Holds holds) {
        this.blow = blow;
        this.cluster = cluster;
        this.holds = holds;
        this.leaderBefore = cluster.leader();
        this.targets = target.resolve(cluster.nodes(), leaderBefore);
        this.description = blow.word + ": " + Words.of(target, cluster.nodes(), leaderBefore);
        List<NodeId> ran =
                targets.stream().filter(node -> isUp(cluster.state(node))).toList();
        targets.forEach(holds::take);
        evidence.addAll(cluster.each(targets, node -> blow.hit(cluster, node)));
        this.hits =
                ran.stream().filter(node -> cluster.state(node) == blow.meant).count();
    }

    static ProcessInjection kill(Target target, Cluster cluster, Holds holds) {
        return new ProcessInjection(Blow.KILL, target, cluster, holds);
    }

    static ProcessInjection pause(Target target, Cluster cluster, Holds holds) {
        return new ProcessInjection(Blow.PAUSE, target, cluster, holds);
    }

    private static boolean isUp(NodeState state) {
        return switch (state) {
            case RUNNING, PAUSED -> true;
            case KILLED, EXITED -> false;
        };
    }

    @Override
    public List<NodeId> targets() {
        return targets;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Effect heal() {
        Optional<NodeId> leaderAfter = cluster.leader();
        List<NodeId> free = targets.stream().filter(holds::release).toList();
        evidence.addAll(cluster.each(free, node -> blow.undo(cluster, node)));
        SequencedMap<String, Long> figures = new LinkedHashMap<>();
        figures.put("nodes", (long) targets.size());
        figures.put("nodesHit", hits);
        String leaders = Words.leaders(leaderBefore, leaderAfter);
        if (!leaders.isEmpty()) {
            evidence.add(leaders);
        }
        return new Effect(hits > 0, String.join("; ", evidence), figures);
    }
}
