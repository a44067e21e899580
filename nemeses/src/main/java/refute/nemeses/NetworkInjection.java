package refute.nemeses;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import refute.harness.fault.Effect;
import refute.harness.fault.Fault;
import refute.harness.fault.FaultInjector.Injection;
import refute.harness.fault.Impairment;
import refute.harness.fault.Shape;
import refute.harness.fault.Way;
import refute.harness.system.NodeId;
import refute.harness.world.Cluster;
import refute.harness.world.Network;
import refute.harness.world.Network.Traffic;
import refute.nemeses.network.Ways;

/**
 * Ways that are cut or bad.
 *
 * <p>A cut has bitten when bytes went into a cut way and did not come out of it. Links that are bad but not cut have bitten
 * when bytes went into them.
 */
final class NetworkInjection implements Injection {
    private final String id;
    private final Cluster cluster;
    private final List<NodeId> targets;
    private final String description;
    private final Collection<Way> ways;
    private final Impairment impairment;
    private final Optional<NodeId> leaderBefore;
    private final Map<Way, Traffic> before;

    private NetworkInjection(String id, Cluster cluster, Hit hit, Impairment impairment, Optional<NodeId> leader) {
        this.id = id;
        this.cluster = cluster;
        this.targets = hit.targets();
        this.description = hit.description();
        this.ways = hit.ways();
        this.impairment = impairment;
        this.leaderBefore = leader;
        SequencedMap<Way, Impairment> impairments = new LinkedHashMap<>();
        ways.forEach(way -> impairments.put(way, impairment));
        Network network = cluster.network();
        network.impose(id, impairments);
        this.before = network.traffic();
    }

    /** Whom a fault hits. */
    private record Hit(List<NodeId> targets, String description, Collection<Way> ways) {}

    static NetworkInjection cut(String id, Fault.Partition partition, Cluster cluster) {
        Optional<NodeId> leader = cluster.leader();
        List<NodeId> nodes = cluster.nodes();
        Collection<Way> ways = Ways.of(partition.shape(), nodes, leader);
        List<NodeId> targets = switch (partition.shape()) {
            case Shape.Isolate isolate -> isolate.target().resolve(nodes, leader);
            case Shape.OneWay oneWay -> oneWay.target().resolve(nodes, leader);
            case Shape.ClientSide side -> side.target().resolve(nodes, leader);
            case Shape.Halves halves -> ends(ways);
            case Shape.RandomHalves halves -> ends(ways);
            case Shape.Bridge bridge -> ends(ways);
            case Shape.MajorityRing ring -> ends(ways);
        };
        Hit hit = new Hit(targets, Words.of(partition, nodes, leader), ways);
        return new NetworkInjection(id, cluster, hit, new Impairment.Blocked(partition.cut()), leader);
    }

    static NetworkInjection impair(String id, Fault.BadLinks bad, Cluster cluster) {
        Optional<NodeId> leader = cluster.leader();
        List<NodeId> targets = bad.target().resolve(cluster.nodes(), leader);
        String description =
                "bad links of " + Words.of(bad.target(), cluster.nodes(), leader) + ": " + Words.of(bad.impairment());
        Hit hit = new Hit(targets, description, Ways.around(targets, cluster.nodes()));
        return new NetworkInjection(id, cluster, hit, bad.impairment(), leader);
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
        Map<Way, Traffic> after = cluster.network().traffic();
        Optional<NodeId> leaderAfter = cluster.leader();
        cluster.network().lift(id);
        long in = 0;
        long out = 0;
        long held = 0;
        long hit = 0;
        for (Way way : ways) {
            Traffic was = before.getOrDefault(way, new Traffic(0, 0));
            Traffic is = after.getOrDefault(way, was);
            long wayIn = is.bytesIn() - was.bytesIn();
            long wayOut = is.bytesOut() - was.bytesOut();
            in += wayIn;
            out += wayOut;
            held += Math.max(0, wayIn - wayOut);
            hit += wayIn > 0 ? 1 : 0;
        }
        SequencedMap<String, Long> figures = new LinkedHashMap<>();
        figures.put("ways", (long) ways.size());
        figures.put("waysHit", hit);
        figures.put("receivedBytes", in);
        figures.put("passedBytes", out);
        String leaders = Words.leaders(leaderBefore, leaderAfter);
        String what;
        boolean bit;
        if (impairment instanceof Impairment.Blocked blocked) {
            figures.put(blocked.cut().word() + "Bytes", held);
            bit = held > 0;
            what = Words.bytes(held) + " " + blocked.cut().word() + " on " + hit + " of " + ways.size() + " ways";
        } else {
            bit = in > 0;
            what = Words.bytes(in) + " went into " + hit + " of " + ways.size() + " bad ways, " + Words.bytes(out)
                    + " came out";
        }
        return new Effect(bit, leaders.isEmpty() ? what : what + "; " + leaders, figures);
    }

    private static List<NodeId> ends(Collection<Way> ways) {
        return List.copyOf(new TreeSet<>(
                ways.stream().flatMap(way -> Stream.of(way.from(), way.to())).toList()));
    }
}
