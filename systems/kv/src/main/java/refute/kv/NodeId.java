package refute.kv;

import java.util.stream.IntStream;

/**
 * The name of a member of a cluster: a number from 1 to 65,535. {@link #NONE} stands for "nobody", as in "voted for nobody".
 *
 * @param number the number
 */
public record NodeId(int number) implements Comparable<NodeId> {
    /** Nobody. */
    public static final NodeId NONE = new NodeId(0);

    private static final int NUMBER_MAX = 65_535;
    /** The names of most nodes there are: traces are full of them. */
    private static final String[] NAMES =
            IntStream.range(0, 64).mapToObj(n -> "n" + n).toArray(String[]::new);

    public NodeId {
        if (number < 0 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("a node id is a number from 1 to " + NUMBER_MAX + ", not " + number);
        }
    }

    /** Returns the node of that number. */
    public static NodeId of(int number) {
        return number == 0 ? NONE : new NodeId(number);
    }

    /** Returns whether this is somebody. */
    public boolean isSomebody() {
        return number != 0;
    }

    @Override
    public int compareTo(NodeId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return number < NAMES.length ? NAMES[number] : "n" + number;
    }
}
