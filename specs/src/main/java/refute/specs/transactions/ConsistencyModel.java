package refute.specs.transactions;

import java.util.ArrayList;
import java.util.List;

/**
 * What a system may promise of its transactions: how isolated they are, and with which order the order of them agrees.
 *
 * @param isolation from each other
 * @param respect of time
 */
public record ConsistencyModel(Isolation isolation, Respect respect) {
    /** As if transactions ran one by one, each between its begin and its end: what etcd promises. */
    public static final ConsistencyModel STRICT_SERIALIZABLE =
            new ConsistencyModel(Isolation.SERIALIZABLE, Respect.REAL_TIME);

    /** All there are. */
    static List<ConsistencyModel> all() {
        List<ConsistencyModel> all = new ArrayList<>();
        for (Respect respect : Respect.values()) {
            for (Isolation isolation : Isolation.values()) {
                all.add(new ConsistencyModel(isolation, respect));
            }
        }
        return all;
    }

    /** Whether whatever is consistent in this way is so in the other way too; true of each and itself. */
    public boolean implies(ConsistencyModel other) {
        return isolation.implies(other.isolation) && respect.compareTo(other.respect) >= 0;
    }

    /** Its name for people: {@code strict serializability}, {@code snapshot isolation}. */
    public String words() {
        return switch (respect) {
            case NOTHING -> isolation.words();
            case SESSIONS -> "strong session " + isolation.words();
            case REAL_TIME -> (isolation == Isolation.SERIALIZABLE ? "strict " : "strong ") + isolation.words();
        };
    }
}
