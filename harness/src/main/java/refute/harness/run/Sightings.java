package refute.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import refute.harness.check.CheckResult;
import refute.harness.history.Value;
import refute.harness.system.NodeId;
import refute.harness.system.NodeStatus;
import refute.harness.world.Cluster;
import refute.harness.world.NodeState;

/**
 * What nodes are seen to be while a run goes on: whether they run and answer, who leads, in which term. Stands among a run's results under the
 * name {@value #CHECKER}, for the report's time axis; nothing is judged by it.
 *
 * <p>Nodes are asked by their own side, not through the faulty links. Different nodes may be looked at by different threads.
 */
public final class Sightings {
    /** The name of the result. */
    public static final String CHECKER = "nodes";

    /** How often each node is looked at; what lasts for less may be missed. */
    static final long EVERY_MILLIS = 250;

    private static final String FIGURE = "sightings";
    private static final int MOST = 10_000;
    /** It runs and does not answer. */
    private static final String SILENT = "silent";

    private final Cluster cluster;
    private final LongSupplier clock;
    private final Map<NodeId, Sighting> last = new LinkedHashMap<>();
    private final List<Sighting> all = new ArrayList<>();

    /**
     * What a node was seen to be, until the next of that node.
     *
     * @param timeNanos since the run began
     * @param state running, silent, paused, killed or exited
     * @param leads whether it held itself for the leader
     * @param term 0 where a system has none
     */
    public record Sighting(long timeNanos, NodeId node, String state, boolean leads, long term) {
        private boolean isAs(Sighting other) {
            return state.equals(other.state) && leads == other.leads && term == other.term;
        }

        private Value value() {
            return Value.of(List.of(
                    Value.of(timeNanos), Value.of(node.number()), Value.of(state), Value.of(leads), Value.of(term)));
        }

        /** What is none says nothing: a record may come from anybody. */
        private static Optional<Sighting> of(Value value) {
            return value instanceof Value.Vec vec
                            && vec.items().size() == 5
                            && vec.items().get(0) instanceof Value.Int time
                            && vec.items().get(1) instanceof Value.Int node
                            && node.number() >= 1
                            && node.number() <= Subject.NODES_MAX
                            && vec.items().get(2) instanceof Value.Text state
                            && vec.items().get(3) instanceof Value.Bool leads
                            && vec.items().get(4) instanceof Value.Int term
                    ? Optional.of(new Sighting(
                            time.number(), new NodeId((int) node.number()), state.text(), leads.truth(), term.number()))
                    : Optional.empty();
        }
    }

    /** @param clock nanoseconds since the run began */
    Sightings(Cluster cluster, LongSupplier clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Looks at a node, and keeps what has changed. */
    void look(NodeId node) {
        NodeState state = cluster.state(node);
        Optional<NodeStatus> status = state == NodeState.RUNNING ? cluster.status(node) : Optional.empty();
        String word = state == NodeState.RUNNING && status.isEmpty()
                ? SILENT
                : state.name().toLowerCase(Locale.ROOT);
        keep(new Sighting(
                clock.getAsLong(),
                node,
                word,
                status.map(NodeStatus::leader).orElse(false),
                status.map(NodeStatus::term).orElse(0L)));
    }

    private synchronized void keep(Sighting seen) {
        Sighting before = last.put(seen.node(), seen);
        if ((before == null || !seen.isAs(before)) && all.size() < MOST) {
            all.add(seen);
        }
    }

    /** What was seen so far, as it stands among the results. */
    synchronized CheckResult result() {
        long leaders = all.stream()
                .filter(Sighting::leads)
                .map(one -> one.node() + " " + one.term())
                .distinct()
                .count();
        return CheckResult.valid(
                        CHECKER,
                        leaders == 0
                                ? "nobody was seen to lead"
                                : leaders + (leaders == 1 ? " leader was" : " leaders were")
                                        + " seen, each in its term")
                .with(FIGURE, new Value.Vec(all.stream().map(Sighting::value).toList()));
    }

    /** What stands among these results, in the order of time; nothing if nobody looked. */
    public static List<Sighting> of(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.checker().equals(CHECKER))
                .map(result -> result.figures().get(FIGURE))
                .filter(Value.Vec.class::isInstance)
                .flatMap(figure -> ((Value.Vec) figure).items().stream())
                .limit(MOST)
                .flatMap(value -> Sighting.of(value).stream())
                .toList();
    }
}
