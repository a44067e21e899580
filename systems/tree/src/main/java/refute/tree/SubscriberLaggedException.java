package refute.tree;

import java.nio.charset.StandardCharsets;

/** A subscriber was too slow: some changes were not kept for it. It has got all that came before them, and gets nothing more. */
public final class SubscriberLaggedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SubscriberLaggedException(byte[] prefix, int eventsMax) {
        super("the subscriber to keys that begin with \"" + new String(prefix, StandardCharsets.ISO_8859_1)
                + "\" had " + eventsMax + " events that it had not taken, as many as are kept, when another came;"
                + " subscribe anew and read the tree, take events sooner, or allow more");
    }
}
