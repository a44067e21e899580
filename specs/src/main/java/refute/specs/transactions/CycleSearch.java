package refute.specs.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds cycles of each kind, the shortest it can, one for each strongly connected part of the graph.
 *
 * <p>Whether there is a cycle at all is decided by one pass over the graph. Only if so it is asked of which kind: for each order to respect,
 * from none to real time, and for each anomaly, from G0 to G2-item, cycles are looked for through an edge of the kind that makes it one, over
 * edges of the kinds that it allows. An anomaly that shows without regard to time is not looked for again with it: the cycles would be
 * the same. So {@code G-single-realtime} means that nothing was found to be a G-single without real time.
 *
 * <p>Bounded: after {@value #STEPS_MAX} edges a kind is given up, and {@link #isCut()} says so. That there is some cycle is told all the same.
 * Owned by one thread; runs once.
 */
final class CycleSearch {
    private static final int STEPS_MAX = 50_000_000;
    /** Through so many edges of one part a shorter cycle is looked for once there is one. */
    private static final int BETTER_TRIES_MAX = 500;

    private static final int ALL = DependencyGraph.WW | DependencyGraph.WR | DependencyGraph.RW;

    /**
     * What to look for.
     *
     * @param anomaly by its name
     * @param through the kind of edge that must be on the cycle
     * @param over the kinds of the other edges, beside those of time
     * @param twice whether {@code through} must be on it twice
     */
    private record Quarry(Anomaly anomaly, int through, int over, boolean twice) {}

    private static final List<Quarry> QUARRIES = List.of(
            new Quarry(Anomaly.G0, DependencyGraph.WW, DependencyGraph.WW, false),
            new Quarry(Anomaly.G1C, DependencyGraph.WR, DependencyGraph.WW | DependencyGraph.WR, false),
            new Quarry(Anomaly.G_SINGLE, DependencyGraph.RW, DependencyGraph.WW | DependencyGraph.WR, false),
            new Quarry(Anomaly.G2_ITEM, DependencyGraph.RW, ALL, true));

    private final DependencyGraph graph;
    private final Deadline deadline;
    private final List<Cycle> cycles = new ArrayList<>();
    private final Set<Anomaly> known = new TreeSet<>();
    private boolean cut;

    CycleSearch(DependencyGraph graph, Deadline deadline) {
        this.graph = graph;
        this.deadline = deadline;
    }

    /** The cycles, from their first transaction; empty if and only if the graph has none. */
    List<Cycle> run() {
        deadline.look();
        int[] cyclic = StrongComponents.of(graph, ALL | Respect.REAL_TIME.edges());
        if (Arrays.stream(cyclic).allMatch(component -> component == StrongComponents.ALONE)) {
            return List.of();
        }
        for (Respect respect : Respect.values()) {
            int[] parts = StrongComponents.within(graph, ALL | respect.edges(), cyclic);
            for (Quarry quarry : QUARRIES) {
                if (!known.contains(quarry.anomaly())) {
                    look(quarry, respect, parts);
                }
            }
            cycles.forEach(cycle -> known.add(cycle.anomaly()));
        }
        if (cycles.isEmpty()) {
            look(new Quarry(Anomaly.G2_ITEM, ALL, ALL, false), Respect.REAL_TIME, cyclic);
        }
        return cycles;
    }

    /** Whether a search was given up, so that some kind of cycle may be there that was not found. */
    boolean isCut() {
        return cut;
    }

    private void look(Quarry quarry, Respect respect, int[] parts) {
        deadline.look();
        int over = quarry.over() | respect.edges();
        int[] within = StrongComponents.within(graph, over | quarry.through(), parts);
        TreeMap<Integer, Cycle> best = new TreeMap<>();
        int[] tries = new int[graph.nodes()];
        ShortestPath paths = new ShortestPath(graph, within, over, quarry.twice(), deadline);
        for (int from = 0; from < graph.transactions(); from++) {
            for (int edge = graph.begin(from);
                    within[from] != StrongComponents.ALONE && edge < graph.end(from);
                    edge++) {
                boolean through =
                        (graph.kind(edge) & quarry.through()) != 0 && within[graph.target(edge)] == within[from];
                if (!through || isSettled(best.get(within[from]), tries[within[from]])) {
                    continue;
                }
                if (paths.steps() > STEPS_MAX) {
                    cut = true;
                    break;
                }
                tries[within[from]]++;
                Cycle cycle = paths.round(from, edge);
                if (cycle != null) {
                    best.merge(within[from], cycle, (one, other) -> other.size() < one.size() ? other : one);
                }
            }
        }
        best.values().stream()
                .map(Cycle::fromFirst)
                .sorted((one, other) -> Integer.compare(one.size(), other.size()))
                .forEach(cycles::add);
    }

    private static boolean isSettled(@Nullable Cycle best, int tries) {
        return best != null && (best.size() == 2 || tries >= BETTER_TRIES_MAX);
    }
}
