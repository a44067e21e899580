package refute.harness.system;

import java.util.List;
import java.util.stream.IntStream;

/** A node of the system under test: n1, n2, …; or {@link #CLIENTS}, the far end of the links that are not between nodes. */
public record NodeId(int number) implements Comparable<NodeId> {
    /** All clients together, as an end of a link. */
    public static final NodeId CLIENTS = new NodeId(0);

    public NodeId {
        if (number < 0) {
            throw new IllegalArgumentException("a node number is not negative: " + number);
        }
    }

    /** n1 to nCOUNT. */
    public static List<NodeId> first(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(NodeId::new).toList();
    }

    /**
     * The node of this name.
     *
     * @throws IllegalArgumentException if the name is none of a node
     */
    public static NodeId parse(String name) {
        if (name.equals("clients")) {
            return CLIENTS;
        }
        if (!name.matches("n[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("not a node's name (n1, n2, …): " + name);
        }
        return new NodeId(Integer.parseInt(name.substring(1)));
    }

    @Override
    public int compareTo(NodeId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return number == 0 ? "clients" : "n" + number;
    }
}
