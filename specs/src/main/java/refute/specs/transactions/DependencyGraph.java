package refute.specs.transactions;

import java.util.Arrays;

/**
 * Which transaction must come before which, and why: a directed graph in int arrays, each edge with one kind.
 *
 * <p>Nodes below {@link #transactions} are transactions. Those above are <em>joints</em>, which save edges: what has an edge to a joint comes
 * before all to which the joint has one, in the kind of the first edge. Between {@code n} transactions and the {@code m} that began after they
 * ended are not n·m edges but n + m. Immutable.
 */
final class DependencyGraph {
    /** The second appended to what the first had made of a list. */
    static final int WW = 1;
    /** The second read what the first had appended. */
    static final int WR = 2;
    /** The first read a list to which the second had not yet appended. */
    static final int RW = 4;
    /** One process ran the first before the second. */
    static final int PROCESS = 8;
    /** The first had ended when the second began. */
    static final int REAL_TIME = 16;

    private final int transactions;
    /** Where the edges of a node begin; those of the next node follow. */
    private final int[] begins;

    private final int[] targets;
    private final byte[] kinds;

    private DependencyGraph(int transactions, int[] begins, int[] targets, byte[] kinds) {
        this.transactions = transactions;
        this.begins = begins;
        this.targets = targets;
        this.kinds = kinds;
    }

    int transactions() {
        return transactions;
    }

    boolean isJoint(int node) {
        return node >= transactions;
    }

    int nodes() {
        return begins.length - 1;
    }

    int edges() {
        return targets.length;
    }

    /** The first edge of the node; its edges are those below {@link #end}. */
    int begin(int node) {
        return begins[node];
    }

    int end(int node) {
        return begins[node + 1];
    }

    int target(int edge) {
        return targets[edge];
    }

    int kind(int edge) {
        return kinds[edge];
    }

    /** Gathers edges. Owned by one thread. */
    static final class Builder {
        private final int transactions;
        private int nodes;
        private int[] from = new int[1024];
        private int[] to = new int[1024];
        private byte[] kinds = new byte[1024];
        private int size;

        Builder(int transactions) {
            this.transactions = transactions;
            this.nodes = transactions;
        }

        int joint() {
            return nodes++;
        }

        /** An edge, unless it is one from a node to itself. */
        void add(int before, int after, int kind) {
            if (before == after) {
                return;
            }
            if (size == from.length) {
                from = Arrays.copyOf(from, size * 2);
                to = Arrays.copyOf(to, size * 2);
                kinds = Arrays.copyOf(kinds, size * 2);
            }
            from[size] = before;
            to[size] = after;
            kinds[size++] = (byte) kind;
        }

        DependencyGraph build() {
            int[] begins = new int[nodes + 1];
            for (int i = 0; i < size; i++) {
                begins[from[i] + 1]++;
            }
            for (int node = 0; node < nodes; node++) {
                begins[node + 1] += begins[node];
            }
            int[] next = begins.clone();
            int[] targets = new int[size];
            byte[] sorted = new byte[size];
            for (int i = 0; i < size; i++) {
                int at = next[from[i]]++;
                targets[at] = to[i];
                sorted[at] = kinds[i];
            }
            return new DependencyGraph(transactions, begins, targets, sorted);
        }
    }
}
