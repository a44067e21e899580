package refute.harness.history;

/**
 * The history could not be written: the disk is full, or gone. The harness has failed (the command line ends with 255); what
 * was recorded before stays readable.
 */
public final class RecordingFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int entriesKept;

    public RecordingFailed(String message, int entriesKept, Throwable cause) {
        super(message, cause);
        this.entriesKept = entriesKept;
    }

    /** How many entries are in the file. */
    public int entriesKept() {
        return entriesKept;
    }
}
