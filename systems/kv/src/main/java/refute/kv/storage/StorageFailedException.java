package refute.kv.storage;

/** The disk refused a write or a sync. Nobody knows what it holds now: the process must stop, and recover from what is there. */
public final class StorageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFailedException(String what, Throwable cause) {
        super(what + " failed: " + cause.getMessage(), cause);
    }
}
