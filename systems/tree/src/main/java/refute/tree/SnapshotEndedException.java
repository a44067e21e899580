package refute.tree;

import java.time.Duration;
import refute.tree.page.Moment;

/** A snapshot does not answer any more: it was closed, or held for so long that too much would have had to be kept for it. */
public final class SnapshotEndedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private SnapshotEndedException(String what) {
        super(what);
    }

    static SnapshotEndedException of(Moment moment) {
        return new SnapshotEndedException(moment.isGivenUp() ? givenUp(moment) : "the snapshot is closed");
    }

    /** Says why a moment was given up. */
    static String givenUp(Moment moment) {
        return "a snapshot was given up "
                + Duration.ofNanos(moment.ageNanos()).toMillis()
                + " ms after it was taken: of what has changed since, " + moment.bytes()
                + " bytes would have been kept for it, and at most " + moment.bytesMax()
                + " may be; read and close it sooner, or allow more";
    }
}
