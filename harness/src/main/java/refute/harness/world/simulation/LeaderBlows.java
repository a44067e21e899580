package refute.harness.world.simulation;

import java.util.List;
import java.util.function.Consumer;
import refute.harness.system.NodeId;

/**
 * What befalls those who begin to lead: they go down, are cut off, or two nodes no longer hear each other. A protocol that is wrong
 * about elections shows it when one leader after the other falls with its work half done (figure 8 of the Raft paper needs four of
 * them), which faults at fixed times rarely bring about.
 *
 * <p>Owned by the simulation's thread.
 */
final class LeaderBlows {
    private final List<NodeId> nodes;
    private final Timeline timeline;
    private final SimulatedNetwork network;
    private final Accidents accidents;
    private final Chance chance;
    private final Counters counters;
    private final boolean[] leads;
    private Hazards.Leaders hazards;

    LeaderBlows(
            List<NodeId> nodes,
            Timeline timeline,
            SimulatedNetwork network,
            Accidents accidents,
            Chance chance,
            Counters counters,
            Hazards.Leaders hazards) {
        this.nodes = nodes;
        this.timeline = timeline;
        this.network = network;
        this.accidents = accidents;
        this.chance = chance;
        this.counters = counters;
        this.hazards = hazards;
        this.leads = new boolean[nodes.size() + 1];
    }

    /** From now on none falls, nor does one that is under way. */
    void calm() {
        hazards = Hazards.CALM.leaders();
    }

    /** A process has ended. */
    void ended(NodeId node) {
        leads[node.number()] = false;
    }

    /** Something has happened on a node. */
    void acted(Machine machine, Program program) {
        if (hazards.none()) {
            return;
        }
        int number = machine.id().number();
        boolean before = leads[number];
        leads[number] = program.leads();
        if (leads[number] && !before) {
            fall(machine);
        }
    }

    private void fall(Machine leader) {
        NodeId id = leader.id();
        if (accidents.strikes(Accident.What.LEADER_KILLED, id, id, chance, hazards.killed())) {
            counters.count("leader killed");
            leader.crashAfter(after());
        }
        if (accidents.strikes(Accident.What.LEADER_ALONE, id, id, chance, hazards.alone())) {
            counters.count("leader alone");
            cut(nanos -> nodes.stream().filter(node -> !node.equals(id)).forEach(node -> network.part(id, node, nanos)));
        }
        for (NodeId one : nodes) {
            for (NodeId other : nodes) {
                if (one.number() < other.number()
                        && accidents.strikes(Accident.What.NODES_PARTED, one, other, chance, hazards.parted())) {
                    counters.count("nodes parted");
                    cut(nanos -> network.part(one, other, nanos));
                }
            }
        }
    }

    private long after() {
        return accidents.amount(chance.nextLong(hazards.withinNanosMax()));
    }

    private void cut(Consumer<Long> cutting) {
        long after = after();
        long lasts = accidents.lasts(chance.nextLong(hazards.cutNanosMax()));
        timeline.add(timeline.nowNanos() + after, () -> {
            if (!hazards.none()) {
                cutting.accept(lasts);
            }
        });
    }
}
