package refute.kv;

/**
 * The name of a Raft group: a number from 1. A process may host many; every message and every file names its group.
 *
 * @param number the number
 */
public record GroupId(int number) implements Comparable<GroupId> {
    /** The only group, as long as there are no shards. */
    public static final GroupId FIRST = new GroupId(1);

    public GroupId {
        if (number < 1) {
            throw new IllegalArgumentException("a group id is a number from 1, not " + number);
        }
    }

    @Override
    public int compareTo(GroupId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "g" + number;
    }
}
