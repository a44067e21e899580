package refute.tree;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key has changed. The arrays are shared by all who hear of it: they are not to be changed. */
public final class TreeEvent {
    private final byte[] key;
    private final byte @Nullable [] value;

    TreeEvent(byte[] key, byte @Nullable [] value) {
        this.key = key;
        this.value = value;
    }

    public byte[] key() {
        return key;
    }

    /** Returns the value that the key has now; empty: it was taken out. */
    public Optional<byte[]> value() {
        return Optional.ofNullable(value);
    }
}
