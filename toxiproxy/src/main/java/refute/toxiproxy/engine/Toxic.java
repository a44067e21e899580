package refute.toxiproxy.engine;

/**
 * A toxic as the API shows it; immutable. An update makes a new value with the same {@code id} and the next
 * {@code revision}, which is how links tell "changed" from "another one of the same name".
 *
 * @param id unique in its engine, never used twice
 * @param revision counts the updates
 * @param name unique in its proxy, over both directions
 * @param kind the type
 * @param stream the direction as the user wrote it, which the API gives back unchanged
 * @param toxicity the probability that a connection is affected; outside 0 to 1 it means never or always
 * @param effect what it does
 */
public record Toxic(long id, int revision, String name, ToxicKind kind, String stream, float toxicity, Effect effect) {

    /** Checks that the stream names a direction. */
    public Toxic {
        if (Direction.parse(stream).isEmpty()) {
            throw new IllegalArgumentException("stream is upstream or downstream, not " + stream);
        }
    }

    /** The direction that {@link #stream} names. */
    public Direction direction() {
        return Direction.parse(stream).orElseThrow();
    }

    /** The same toxic with new settings. */
    public Toxic changed(float newToxicity, Effect newEffect) {
        return new Toxic(id, revision + 1, name, kind, stream, newToxicity, newEffect);
    }
}
