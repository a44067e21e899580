package refute.specs.transactions;

import java.util.List;

/**
 * The ways in which transactions over lists can be wrong, under the names of Elle (Kingsbury and Alvaro, "Elle: Inferring Isolation
 * Anomalies from Experimental Observations", VLDB 2021, section 4), which are Adya's where he has one (Adya, Liskov and O'Neil,
 * "Generalized Isolation Level Definitions", ICDE 2000, section 5). In the order in which to show them: the worst first.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists that are copied cannot be changed
public enum Anomaly {
    GARBAGE_READ("garbage-read", "a read has an element that nobody appended", Isolation.READ_UNCOMMITTED),
    DUPLICATE_ELEMENTS("duplicate-elements", "a read has an element twice", Isolation.READ_UNCOMMITTED),
    INCOMPATIBLE_ORDER(
            "incompatible-order",
            "elements of a list in two orders: of two reads, or of a read and of the transaction that appended them",
            Isolation.READ_COMMITTED),
    G0("G0", "appends of transactions, each before the next, in a cycle", Isolation.READ_UNCOMMITTED),
    G1A("G1a", "a read of what a transaction appended that was aborted", Isolation.READ_COMMITTED),
    DIRTY_UPDATE("dirty-update", "an append on top of one that was aborted", Isolation.READ_COMMITTED),
    G1B("G1b", "a read of a list between two appends of one transaction", Isolation.READ_COMMITTED),
    FUTURE_READ("future-read", "a transaction reads what it appends later", Isolation.READ_COMMITTED),
    G1C("G1c", "transactions that each saw what the one before did, in a cycle", Isolation.READ_COMMITTED),
    INTERNAL(
            "internal", "a read contradicts what its own transaction read or did before", Isolation.SNAPSHOT_ISOLATION),
    LOST_UPDATE(
            "lost-update",
            "transactions read the same version of a list, and each appended to it",
            Isolation.SNAPSHOT_ISOLATION,
            Isolation.REPEATABLE_READ),
    G_SINGLE(
            "G-single",
            "a transaction saw the effect of another, and yet a state from before it",
            Isolation.SNAPSHOT_ISOLATION,
            Isolation.REPEATABLE_READ),
    G2_ITEM(
            "G2-item",
            "transactions two or more of which did not see what another did, in a cycle",
            Isolation.REPEATABLE_READ);

    private final String word;
    private final String meaning;
    private final List<Isolation> rulesOut;

    Anomaly(String word, String meaning, Isolation... rulesOut) {
        this.word = word;
        this.meaning = meaning;
        this.rulesOut = List.of(rulesOut);
    }

    /** Its name, without the suffix for the order that counts. */
    public String word() {
        return word;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    /** The weakest levels that do not allow it. */
    public List<Isolation> rulesOut() {
        return rulesOut;
    }
}
