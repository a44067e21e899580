package refute.harness.history;

/**
 * One end of an operation as it stands in a history.
 *
 * @param index its position in the recorded history, from 0; kept when a part of the history is looked at
 * @param timeNanos nanoseconds since the run began, on the run's one monotonic clock
 * @param process who
 * @param kind which end, and how it ended
 * @param function what: {@code read}, {@code write}, {@code cas}, {@code add}, …
 * @param key the object it addresses, {@link Value#NIL} if the system has but one
 * @param value the argument of an invocation, the result of a completion; {@link Value#NIL} if there is none
 * @param revision the system's own version of the object after the operation (etcd's mod revision); 0 if it tells none
 * @param error why a completion is not ok, or empty
 */
public record Entry(
        int index,
        long timeNanos,
        ProcessId process,
        EntryKind kind,
        String function,
        Value key,
        Value value,
        long revision,
        String error) {

    public Entry {
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative: " + index);
        }
        if (function.isEmpty()) {
            throw new IllegalArgumentException("an entry names its function");
        }
        if (kind == EntryKind.INVOKE && (revision != 0 || !error.isEmpty())) {
            throw new IllegalArgumentException("an invocation has neither revision nor error");
        }
    }

    /** An invocation. */
    public static Entry invoke(
            int index, long timeNanos, ProcessId process, String function, Value key, Value argument) {
        return new Entry(index, timeNanos, process, EntryKind.INVOKE, function, key, argument, 0, "");
    }
}
