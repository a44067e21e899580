package refute.specs.transactions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import refute.harness.history.Value;

/** One step of a transaction. */
sealed interface MicroOperation {
    /** Which list. */
    Value key();

    /** Adds at the end: {@code [:append key element]}. */
    record Append(Value key, Value element) implements MicroOperation {}

    /**
     * Reads all: {@code [:r key list]}.
     *
     * @param list what was read; null if that is not known. A list that was never appended to reads as nil or empty: empty here
     */
    record Read(Value key, @Nullable List<Value> list) implements MicroOperation {}
}
