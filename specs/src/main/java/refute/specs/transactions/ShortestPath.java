package refute.specs.transactions;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shortest way back to where an edge came from, within one strongly connected part: breadth first, joints counting nothing. A node is
 * seen twice if a second anti-dependency is asked for: without and with one on the way. Owned by one thread, for many searches.
 */
final class ShortestPath {
    private static final int NOWHERE = -1;

    private final DependencyGraph graph;
    private final int[] within;
    private final int over;
    private final boolean twice;
    private final Deadline deadline;
    /** By state, which is twice the node, plus one if another anti-dependency is on the way to it. */
    private final int[] seenIn;

    private final int[] cameBy;
    private final int[] cameFrom;
    private final int[] now;
    private final int[] next;
    /** Where the cycle begins, and the state in which it is closed. */
    private int from;

    private int goal;
    private int search;
    private long steps;

    /**
     * @param within the parts; a way does not leave its own
     * @param over the kinds of edges that it may take
     * @param twice whether it must take an anti-dependency
     */
    ShortestPath(DependencyGraph graph, int[] within, int over, boolean twice, Deadline deadline) {
        this.graph = graph;
        this.within = within;
        this.over = over;
        this.twice = twice;
        this.deadline = deadline;
        int states = 2 * graph.nodes();
        seenIn = new int[states];
        cameBy = new int[states];
        cameFrom = new int[states];
        now = new int[states];
        next = new int[states];
    }

    /** How many edges were looked at in all searches. */
    long steps() {
        return steps;
    }

    /** The shortest cycle that begins with this edge; null if there is none that visits each transaction once. */
    @Nullable
    Cycle round(int node, int edge) {
        search++;
        from = node;
        goal = 2 * node + (twice ? 1 : 0);
        int begin = 2 * graph.target(edge);
        seenIn[begin] = search;
        cameBy[begin] = edge;
        cameFrom[begin] = NOWHERE;
        int[] level = now;
        int[] following = next;
        level[0] = begin;
        int size = 1;
        while (size > 0) {
            int followingSize = 0;
            for (int i = 0; i < size; i++) {
                int state = level[i];
                if (state == goal) {
                    return cycle(goal);
                }
                for (int e = graph.begin(state >> 1); e < graph.end(state >> 1); e++) {
                    deadline.step();
                    steps++;
                    int reached = follow(state, e);
                    if (reached == NOWHERE) {
                        continue;
                    }
                    if (graph.isJoint(reached >> 1)) {
                        level[size++] = reached;
                    } else {
                        following[followingSize++] = reached;
                    }
                }
            }
            int[] done = level;
            level = following;
            following = done;
            size = followingSize;
        }
        return null;
    }

    /** The state behind an edge, if the way may take it and has not been there. */
    private int follow(int state, int edge) {
        int target = graph.target(edge);
        if ((graph.kind(edge) & over) == 0 || within[target] != within[state >> 1]) {
            return NOWHERE;
        }
        boolean anti = twice && graph.kind(edge) == DependencyGraph.RW;
        int reached = 2 * target + (anti ? 1 : state & 1);
        boolean backTooSoon = target == from && reached != goal;
        if (seenIn[reached] == search || backTooSoon) {
            return NOWHERE;
        }
        seenIn[reached] = search;
        cameBy[reached] = edge;
        cameFrom[reached] = state;
        return reached;
    }

    /** Walks back, leaving joints out: the kind of what leads over joints is that of its first edge. */
    private @Nullable Cycle cycle(int goal) {
        int size = 0;
        for (int state = goal; state != NOWHERE; state = cameFrom[state]) {
            size += graph.isJoint(before(state)) ? 0 : 1;
        }
        int[] order = new int[size];
        int[] kinds = new int[size];
        for (int state = goal; state != NOWHERE; state = cameFrom[state]) {
            if (!graph.isJoint(before(state))) {
                order[--size] = before(state);
                kinds[size] = graph.kind(cameBy[state]);
            }
        }
        boolean simple = Arrays.stream(order).distinct().count() == order.length;
        return simple ? new Cycle(order, kinds) : null;
    }

    /** The node from which a state was reached. */
    private int before(int state) {
        return cameFrom[state] == NOWHERE ? from : cameFrom[state] >> 1;
    }
}
