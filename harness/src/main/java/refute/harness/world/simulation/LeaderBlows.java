package refute.harness.world.simulation;

import java.util.ArrayList;
import java.util.List;
import refute.harness.system.NodeId;

/**
 * What befalls those who begin to lead: they go down, are cut off, or two nodes no longer hear each other. A protocol that is wrong
 * about elections shows it when one leader after the other falls with its work half done (figure 8 of the Raft paper needs four of
 * them), which faults at fixed times rarely bring about.
 *
 * <p>Half of the blows are counted from when the node begins to lead, so that its first messages may be lost; the others from when it
 * first gets on (its {@link Program#progress} grows), which is when it knows something that nobody else does yet.
 *
 * <p>Owned by the simulation's thread.
 */
final class LeaderBlows {
    private final List<NodeId> nodes;
    private final SimulatedNetwork network;
    private final Accidents accidents;
    private final Chance chance;
    private final Counters counters;
    private final Present[] present;
    private Hazards.Leaders hazards;

    /** Whether a node leads, and what is to befall it. */
    private static final class Present {
        private boolean leads;
        private long begunAt;
        private final List<Blow> blows = new ArrayList<>();
    }

    /** Something that happens after so many more events of a node. */
    private static final class Blow {
        private final boolean waitsForProgress;
        private long left;
        private final Runnable falling;

        /** @param amount how many; below 0, one more than so many after the first progress */
        private Blow(long amount, Runnable falling) {
            this.waitsForProgress = amount < 0;
            this.left = amount < 0 ? -1 - amount : amount;
            this.falling = falling;
        }

        private boolean falls(boolean progressed) {
            if ((waitsForProgress && !progressed) || left-- > 0) {
                return false;
            }
            falling.run();
            return true;
        }
    }

    LeaderBlows(
            List<NodeId> nodes,
            SimulatedNetwork network,
            Accidents accidents,
            Chance chance,
            Counters counters,
            Hazards.Leaders hazards) {
        this.nodes = nodes;
        this.network = network;
        this.accidents = accidents;
        this.chance = chance;
        this.counters = counters;
        this.hazards = hazards;
        this.present = new Present[nodes.size() + 1];
        for (int number = 1; number < present.length; number++) {
            present[number] = new Present();
        }
    }

    /** From now on none falls, nor does one that is under way. */
    void calm() {
        hazards = Hazards.CALM.leaders();
        nodes.forEach(this::ended);
    }

    /** A process has ended. */
    void ended(NodeId node) {
        Present its = present[node.number()];
        its.leads = false;
        its.blows.clear();
    }

    /** Something has happened on a node. */
    void acted(Machine machine, Program program) {
        if (hazards.none()) {
            return;
        }
        Present its = present[machine.id().number()];
        boolean before = its.leads;
        its.leads = program.leads();
        if (its.leads && !before) {
            its.begunAt = program.progress();
            draw(machine, its);
        }
        if (!its.blows.isEmpty()) {
            boolean progressed = program.progress() > its.begunAt;
            its.blows.removeIf(blow -> blow.falls(progressed));
        }
    }

    private void draw(Machine leader, Present its) {
        NodeId id = leader.id();
        if (accidents.strikes(Accident.What.LEADER_KILLED, id, id, chance, hazards.killed())) {
            counters.count("leader killed");
            its.blows.add(new Blow(events(), () -> leader.crashAfter(0)));
        }
        if (accidents.strikes(Accident.What.LEADER_ALONE, id, id, chance, hazards.alone())) {
            counters.count("leader alone");
            long events = events();
            long lasts = lasts();
            its.blows.add(new Blow(
                    events,
                    () -> nodes.stream()
                            .filter(node -> !node.equals(id))
                            .forEach(node -> network.part(id, node, lasts))));
        }
        for (NodeId one : nodes) {
            for (NodeId other : nodes) {
                if (one.number() < other.number()
                        && accidents.strikes(Accident.What.NODES_PARTED, one, other, chance, hazards.parted())) {
                    counters.count("nodes parted");
                    long events = events();
                    long lasts = lasts();
                    its.blows.add(new Blow(events, () -> network.part(one, other, lasts)));
                }
            }
        }
    }

    /** The product of two even draws: at times it falls before the leader's first message has arrived. */
    private long events() {
        long events = chance.nextLong(1 + chance.nextLong(hazards.withinEventsMax()));
        return accidents.amount(chance.nextBoolean() ? events : -1 - events);
    }

    private long lasts() {
        return accidents.lasts(chance.nextLong(hazards.cutNanosMax()));
    }
}
