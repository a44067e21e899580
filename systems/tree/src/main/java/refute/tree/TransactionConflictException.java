package refute.tree;

/** A transaction was tried so often, and each time something that it had read had changed before its end. Nothing has happened. */
public final class TransactionConflictException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TransactionConflictException(int attempts, String what) {
        super("the transaction was tried " + attempts
                + " times, and each time others were quicker; at last they changed " + what
                + "; nothing has happened: try again later, or read less in it");
    }
}
