package refute.harness.history;

/** Which end of an operation an entry is, and for a completion how it ended. */
public enum EntryKind {
    /** The operation was asked for. */
    INVOKE,
    /** It happened, between invocation and completion. */
    OK,
    /** It surely did not happen and never will. */
    FAIL,
    /** Unknown: it may take effect at any time after its invocation, or never. */
    INFO;

    private static final EntryKind[] VALUES = values();

    /** A number from 0 to 3 that stands for it in columns and files; the order of the constants must not change. */
    @SuppressWarnings("EnumOrdinal")
    public byte code() {
        return (byte) ordinal();
    }

    /** The kind with this code. */
    static EntryKind of(int code) {
        return VALUES[code];
    }

    public boolean isCompletion() {
        return this != INVOKE;
    }

    /** The word that stands for it in every notation: {@code invoke}, {@code ok}, {@code fail}, {@code info}. */
    public String word() {
        return switch (this) {
            case INVOKE -> "invoke";
            case OK -> "ok";
            case FAIL -> "fail";
            case INFO -> "info";
        };
    }
}
