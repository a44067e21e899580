package refute.systems.tree;

/** What was kept of a finding is not what a judge has kept. */
final class UnreadableEvidenceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableEvidenceException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
