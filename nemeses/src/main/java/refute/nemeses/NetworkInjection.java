package refute.nemeses;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import refute.harness.fault.Cut;
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
    private static final int END_POLLS_MAX = 10;
    private static final long END_POLL_NANOS = 20_000_000;

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
        Optional<NodeId> leaderAfter = cluster.leader();
        Moved moved = Moved.on(ways, before, cluster.network().traffic());
        cluster.network().lift(id);
        boolean mayComeLater = impairment.equals(new Impairment.Blocked(Cut.DROPPED))
                && cluster.network().countsAtEnd();
        if (mayComeLater && moved.held() == 0) {
            moved = afterTheEnd();
        }
        SequencedMap<String, Long> figures = new LinkedHashMap<>();
        figures.put("ways", (long) ways.size());
        figures.put("waysHit", moved.waysHit());
        figures.put("connections", moved.connections());
        figures.put("receivedBytes", moved.in());
        figures.put("passedBytes", moved.out());
        String of = " of " + ways.size() + " ways";
        String what;
        boolean bit;
        if (impairment instanceof Impairment.Blocked blocked) {
            figures.put(blocked.cut().word() + "Bytes", moved.held());
            bit = moved.held() > 0;
            what = Words.bytes(moved.held()) + " " + blocked.cut().word() + " on " + moved.waysHit() + of;
        } else {
            bit = moved.in() > 0 || moved.connections() > 0;
            what = moved.in() > 0
                    ? Words.bytes(moved.in()) + " went in, " + Words.bytes(moved.out()) + " came out on "
                            + moved.waysHit() + of
                    : moved.connections() + " connections on" + of.substring(3);
        }
        String leaders = Words.leaders(leaderBefore, leaderAfter);
        return new Effect(bit, leaders.isEmpty() ? what : what + "; " + leaders, figures);
    }

    /** The real Toxiproxy counts the bytes of a connection when it ends; one with dropped bytes ends at the heal. */
    private Moved afterTheEnd() {
        Moved moved = Moved.on(ways, before, cluster.network().traffic());
        for (int i = 0; i < END_POLLS_MAX && moved.held() == 0; i++) {
            LockSupport.parkNanos(END_POLL_NANOS);
            moved = Moved.on(ways, before, cluster.network().traffic());
        }
        return moved;
    }

    /** What went into these ways and came out of them during the fault, together. */
    private record Moved(long in, long out, long held, long waysHit, long connections) {
        static Moved on(Collection<Way> ways, Map<Way, Traffic> before, Map<Way, Traffic> after) {
            Moved sum = new Moved(0, 0, 0, 0, 0);
            for (Way way : ways) {
                Traffic was = before.getOrDefault(way, new Traffic(0, 0));
                Traffic is = after.getOrDefault(way, was);
                long in = Math.max(0, is.bytesIn() - was.bytesIn());
                long out = Math.max(0, is.bytesOut() - was.bytesOut());
                sum = new Moved(
                        sum.in + in,
                        sum.out + out,
                        sum.held + Math.max(0, in - out),
                        sum.waysHit + (in > 0 ? 1 : 0),
                        sum.connections + is.connections());
            }
            return sum;
        }
    }

    private static List<NodeId> ends(Collection<Way> ways) {
        return List.copyOf(new TreeSet<>(
                ways.stream().flatMap(way -> Stream.of(way.from(), way.to())).toList()));
    }
}
