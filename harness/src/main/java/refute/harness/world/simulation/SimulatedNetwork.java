package refute.harness.world.simulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import refute.harness.fault.Impairment;
import refute.harness.fault.Way;
import refute.harness.system.NodeId;
import refute.harness.world.Network;

/**
 * All ways between nodes, and between nodes and clients. What flows between nodes are messages, which the hazards lose, double
 * and delay; what flows to and from clients are streams, which only faults of the schedule harm.
 *
 * <p>Owned by the simulation's thread.
 */
final class SimulatedNetwork implements Network {
    private final Timeline timeline;
    private final Chance latency;
    private final Chance chance;
    private final Accidents accidents;
    private final Counters counters;
    private final int nodes;
    private final Link[] links;
    private Hazards.Net hazards;

    SimulatedNetwork(
            Timeline timeline,
            Chance latency,
            Chance chance,
            Accidents accidents,
            List<NodeId> nodes,
            Hazards.Net hazards,
            Counters counters) {
        this.timeline = timeline;
        this.latency = latency;
        this.chance = chance;
        this.accidents = accidents;
        this.hazards = hazards;
        this.counters = counters;
        this.nodes = nodes.size() + 1;
        this.links = new Link[this.nodes * this.nodes];
        for (int from = 0; from < this.nodes; from++) {
            for (int to = 0; to < this.nodes; to++) {
                if (from != to) {
                    links[from * this.nodes + to] = new Link(new Way(new NodeId(from), new NodeId(to)));
                }
            }
        }
    }

    /**
     * For so long, at least, two nodes do not hear each other: a hazard's cut, besides those of the schedule. What is on its way between
     * them is lost, too, unless it arrives later.
     */
    void part(NodeId one, NodeId other, long nanos) {
        long until = timeline.nowNanos() + nanos;
        link(one, other).part(until);
        link(other, one).part(until);
        timeline.note(Happening.NETWORK, one.number() * 64L + other.number());
    }

    /** Sends a message, which may not arrive, or twice. */
    void send(NodeId from, NodeId to, Parcel parcel, Action receiving) {
        Link way = link(from, to);
        if (way.isParted(timeline.nowNanos())) {
            timeline.note(Happening.LOST, parcel.digest());
            return;
        }
        Action delivery = () -> {
            if (way.isParted(timeline.nowNanos())) {
                timeline.note(Happening.LOST, parcel.digest());
            } else {
                receiving.happen();
            }
        };
        if (accidents.strikes(Accident.What.MESSAGE_LOST, from, to, chance, hazards.lost())) {
            counters.count("message lost");
            timeline.note(Happening.LOST, parcel.digest());
            return;
        }
        long late = 0;
        if (accidents.strikes(Accident.What.MESSAGE_LATE, from, to, chance, hazards.late())) {
            counters.count("message late");
            late = accidents.amount(chance.nextLong(hazards.lateNanosMax()));
        }
        transmit(from, to, parcel, late, delivery);
        if (accidents.strikes(Accident.What.MESSAGE_DOUBLED, from, to, chance, hazards.doubled())) {
            counters.count("message doubled");
            long later = accidents.amount(chance.nextLong(hazards.lateNanosMax() + 1));
            transmit(from, to, parcel, later, delivery);
        }
        echo(from, to, parcel, delivery);
    }

    private void echo(NodeId from, NodeId to, Parcel parcel, Action delivery) {
        Link link = link(from, to);
        if (!link.echoes(timeline.nowNanos())
                && accidents.strikes(Accident.What.STRETCH_ECHOED, from, to, chance, hazards.echoing())) {
            counters.count("stretch echoed");
            link.echo(
                    timeline.nowNanos() + accidents.lasts(chance.nextLong(hazards.lateNanosMax() + 1)),
                    accidents.amount(chance.nextLong(hazards.lateNanosMax() + 1)));
        }
        if (link.echoes(timeline.nowNanos())) {
            transmit(from, to, parcel, link.echoNanos(), delivery);
        }
    }

    /** Sends on a stream, which loses nothing but by a fault. */
    void stream(NodeId from, NodeId to, Parcel parcel, Action delivery) {
        transmit(from, to, parcel, 0, delivery);
    }

    private void transmit(NodeId from, NodeId to, Parcel parcel, long late, Action delivery) {
        Link link = link(from, to);
        link.in += parcel.bytes();
        if (link.isFree()) {
            arrive(link, parcel.bytes(), late, delivery);
            return;
        }
        Link.Fate fate = link.fate(parcel.bytes(), timeline.nowNanos());
        switch (fate) {
            case Link.Fate.Lost lost -> timeline.note(Happening.LOST, parcel.digest());
            case Link.Fate.Held held -> link.hold(() -> arrive(link, parcel.bytes(), late, delivery));
            case Link.Fate.Passes passes -> {
                long jitter = passes.jitterNanos() == 0 ? 0 : latency.nextLong(2 * passes.jitterNanos() + 1);
                arrive(link, parcel.bytes(), late + passes.delayNanos() + jitter, delivery);
            }
        }
    }

    private void arrive(Link link, int bytes, long late, Action delivery) {
        // The product of two even draws: mostly short, at times long.
        long spread = Math.multiplyHigh(latency.nextLong() >>> 1, latency.nextLong(hazards.spreadNanos() + 1) << 1);
        timeline.add(timeline.nowNanos() + hazards.latencyNanos() + spread + late, () -> {
            link.out += bytes;
            delivery.happen();
        });
    }

    void calm(Hazards.Net calm) {
        hazards = calm;
        for (Link link : links) {
            if (link != null) {
                link.calm();
            }
        }
    }

    @Override
    public void impose(String id, Map<Way, Impairment> impairments) {
        impairments.forEach(
                (way, impairment) -> link(way.from(), way.to()).impose(id, impairment, timeline.nowNanos()));
        timeline.note(Happening.NETWORK, impairments.size());
    }

    @Override
    public void lift(String id) {
        for (Link link : links) {
            if (link != null) {
                link.lift(id);
            }
        }
        timeline.note(Happening.NETWORK, 0);
    }

    @Override
    public void liftAll() {
        for (Link link : links) {
            if (link != null) {
                link.liftAll();
            }
        }
        timeline.note(Happening.NETWORK, 0);
    }

    /** Each way on which something lies, with what, for people. */
    List<String> impaired() {
        return Arrays.stream(links)
                .filter(link -> link != null && !link.isFree())
                .map(link -> link.way() + ": " + link.words())
                .toList();
    }

    @Override
    public boolean countsAtEnd() {
        return false;
    }

    @Override
    public Map<Way, Traffic> traffic() {
        SequencedMap<Way, Traffic> traffic = new LinkedHashMap<>();
        for (Link link : links) {
            if (link != null) {
                traffic.put(link.way(), new Traffic(link.in, link.out));
            }
        }
        return traffic;
    }

    @Override
    public void close() {}

    private Link link(NodeId from, NodeId to) {
        return links[from.number() * nodes + to.number()];
    }
}
