package refute.specs.transactions;

import java.util.List;

/**
 * How far transactions are kept from each other's doings, without regard to time: levels of Adya ("Weak Consistency", 1999, chapters 3 and
 * 4). From weak to strong, though not each is stronger than the one before it.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists that are copied cannot be changed
public enum Isolation {
    READ_UNCOMMITTED("read uncommitted"),
    READ_COMMITTED("read committed", READ_UNCOMMITTED),
    REPEATABLE_READ("repeatable read", READ_COMMITTED),
    SNAPSHOT_ISOLATION("snapshot isolation", READ_COMMITTED),
    SERIALIZABLE("serializability", REPEATABLE_READ, SNAPSHOT_ISOLATION);

    private final String words;
    private final List<Isolation> implied;

    Isolation(String words, Isolation... implied) {
        this.words = words;
        this.implied = List.of(implied);
    }

    /** Its name for people. */
    public String words() {
        return words;
    }

    /** Whether whatever is of this level is of the other one too; true of each and itself. */
    public boolean implies(Isolation other) {
        return this == other || implied.stream().anyMatch(weaker -> weaker.implies(other));
    }
}
