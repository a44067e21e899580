package refute.specs.transactions;

import java.util.Arrays;

/**
 * Which nodes reach each other: strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput.
 * 1972, section 4), without recursion, because paths are as long as histories. Runs once, in time linear in nodes and edges.
 */
final class StrongComponents {
    /** Of a node that is on no cycle. */
    static final int ALONE = -1;

    private static final int UNSEEN = 0;
    /** The low of a node whose component is known. */
    private static final int CLOSED = Integer.MAX_VALUE;

    private final DependencyGraph graph;
    private final int kinds;
    private final int[] within;
    private final int[] component;
    private final int[] number;
    private final int[] low;
    private final int[] stack;
    private final int[] path;
    private final int[] cursor;
    private int stacked;
    private int numbered;
    private int components;

    private StrongComponents(DependencyGraph graph, int kinds, int[] within) {
        this.graph = graph;
        this.kinds = kinds;
        this.within = within;
        int n = graph.nodes();
        component = new int[n];
        Arrays.fill(component, ALONE);
        number = new int[n];
        low = new int[n];
        stack = new int[n];
        path = new int[n];
        cursor = new int[n];
    }

    /** For each node the number of its component, {@link #ALONE} if it has no other in it; only edges of these kinds count. */
    static int[] of(DependencyGraph graph, int kinds) {
        return within(graph, kinds, new int[graph.nodes()]);
    }

    /** As {@link #of}, in the parts of the graph that these components are; what is alone in them stays so. */
    static int[] within(DependencyGraph graph, int kinds, int[] components) {
        StrongComponents search = new StrongComponents(graph, kinds, components);
        for (int node = 0; node < graph.nodes(); node++) {
            if (search.number[node] == UNSEEN && components[node] != ALONE) {
                search.visit(node);
            }
        }
        return search.component;
    }

    private void visit(int root) {
        int depth = 0;
        enter(root);
        path[0] = root;
        while (depth >= 0) {
            int node = path[depth];
            int next = nextUnseen(node);
            if (next >= 0) {
                enter(next);
                path[++depth] = next;
                continue;
            }
            if (low[node] == number[node]) {
                close(node);
            }
            if (--depth >= 0) {
                low[path[depth]] = Math.min(low[path[depth]], low[node]);
            }
        }
    }

    private void enter(int node) {
        number[node] = ++numbered;
        low[node] = numbered;
        stack[stacked++] = node;
        cursor[node] = graph.begin(node);
    }

    /** The next node that was not seen, behind an edge of this one; those that were lower it on the way. */
    private int nextUnseen(int node) {
        while (cursor[node] < graph.end(node)) {
            int edge = cursor[node]++;
            int target = graph.target(edge);
            if ((graph.kind(edge) & kinds) == 0 || within[target] != within[node]) {
                continue;
            }
            if (number[target] == UNSEEN) {
                return target;
            }
            if (low[target] != CLOSED) {
                low[node] = Math.min(low[node], number[target]);
            }
        }
        return -1;
    }

    /** The nodes on the stack down to this one are a component. */
    private void close(int node) {
        boolean alone = stack[stacked - 1] == node;
        int id = alone ? ALONE : components++;
        int member;
        do {
            member = stack[--stacked];
            component[member] = id;
            low[member] = CLOSED;
        } while (member != node);
    }
}
