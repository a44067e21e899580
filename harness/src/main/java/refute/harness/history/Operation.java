package refute.harness.history;

import org.jspecify.annotations.Nullable;

/**
 * Both ends of one call by one process.
 *
 * @param invocation where it begins
 * @param completion where it ends; null while it was open when the history ended, which means the same as {@code info}
 */
public record Operation(Entry invocation, @Nullable Entry completion) {
    public Operation {
        if (invocation.kind() != EntryKind.INVOKE) {
            throw new IllegalArgumentException("not an invocation: " + invocation);
        }
        if (completion != null && !completion.kind().isCompletion()) {
            throw new IllegalArgumentException("not a completion: " + completion);
        }
    }

    public int index() {
        return invocation.index();
    }

    public ProcessId process() {
        return invocation.process();
    }

    public String function() {
        return invocation.function();
    }

    public Value key() {
        return invocation.key();
    }

    /** What was asked. */
    public Value argument() {
        return invocation.value();
    }

    /** What was answered; {@link Value#NIL} if nothing was. */
    public Value result() {
        return completion == null ? Value.NIL : completion.value();
    }

    /** How it ended; {@link EntryKind#INFO} while it is open. */
    public EntryKind outcome() {
        return completion == null ? EntryKind.INFO : completion.kind();
    }

    /** Whether it surely happened. */
    public boolean isOk() {
        return outcome() == EntryKind.OK;
    }

    public long invokedNanos() {
        return invocation.timeNanos();
    }

    /** When it returned; {@link Long#MAX_VALUE} if its outcome is unknown: it may still take effect. */
    public long returnedNanos() {
        return completion == null || completion.kind() == EntryKind.INFO ? Long.MAX_VALUE : completion.timeNanos();
    }

    /** The system's own version of the object; 0 if it told none. */
    public long revision() {
        return completion == null ? 0 : completion.revision();
    }
}
