package refute.tree.page;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import refute.tree.log.Log;
import refute.tree.node.Node;

/** The state of a page; immutable but for the hint whether it was used. */
public final class Page {
    /** Which node it is; slot of the table in the low bits, generation of the slot's use in the high ones. */
    private final long id;

    private final @Nullable Node node;

    /** Where the messages are: a whole node first, then changes. */
    private final long[] places;

    /** How long the payloads of the messages are. */
    private final int[] payloads;

    /** When this state was made; all before those that are in memory now are of version 0. */
    private final long version;

    private final @Nullable History history;

    /** Written without order: whoever evicts may see it late. */
    private boolean used;

    private Page(long id, @Nullable Node node, long[] places, int[] payloads, long version, @Nullable History history) {
        this.id = id;
        this.node = node;
        this.places = places;
        this.payloads = payloads;
        this.version = version;
        this.history = history;
    }

    /** A page whose whole node is at that place. */
    static Page whole(long id, @Nullable Node node, long place, int payloadBytes) {
        return whole(id, node, place, payloadBytes, 0, null);
    }

    /** A page whose whole node is at that place. */
    static Page whole(
            long id, @Nullable Node node, long place, int payloadBytes, long version, @Nullable History history) {
        return new Page(id, node, new long[] {place}, new int[] {payloadBytes}, version, history);
    }

    /** A page out of memory. */
    static Page at(long id, long[] places, int[] payloads) {
        return new Page(id, null, places, payloads, 0, null);
    }

    /** The page after a change that is at that place. */
    Page changed(@Nullable Node after, long place, int payloadBytes) {
        return changed(after, place, payloadBytes, 0, null);
    }

    /** The page after a change that is at that place. */
    Page changed(@Nullable Node after, long place, int payloadBytes, long inVersion, @Nullable History before) {
        int count = places.length;
        long[] morePlaces = Arrays.copyOf(places, count + 1);
        int[] morePayloads = Arrays.copyOf(payloads, count + 1);
        morePlaces[count] = place;
        morePayloads[count] = payloadBytes;
        return new Page(id, after, morePlaces, morePayloads, inVersion, before);
    }

    Page with(@Nullable Node other) {
        return new Page(id, other, places, payloads, version, history);
    }

    public long id() {
        return id;
    }

    /** Returns the node; the page is in memory. */
    public Node node() {
        Node present = node;
        if (present == null) {
            throw new IllegalStateException("page " + id + " is not in memory");
        }
        return present;
    }

    long version() {
        return version;
    }

    @Nullable
    History history() {
        return history;
    }

    boolean isInMemory() {
        return node != null;
    }

    int bytesInMemory() {
        return node == null ? 0 : node.bytes();
    }

    /** Returns whether the other page is this one, in or out of memory. */
    @SuppressWarnings("ReferenceEquality")
    boolean isSameStateAs(Page other) {
        return places == other.places;
    }

    int messages() {
        return places.length;
    }

    long place(int at) {
        return places[at];
    }

    int payloadBytes(int at) {
        return payloads[at];
    }

    /** Returns where its last message ends. */
    public long end() {
        int last = places.length - 1;
        return places[last] + Log.sizeOf(payloads[last]);
    }

    void use() {
        if (!used) {
            used = true;
        }
    }

    /** Returns whether it was used since it was asked last. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }
}
