package refute.harness.generator;

import refute.harness.history.ProcessId;
import refute.harness.history.Value;

/**
 * An invocation that is still to be made.
 *
 * @param timeNanos when, in nanoseconds since the run began; not before the time of the context that was asked
 * @param process by whom: a process that was free in that context
 * @param function what to do
 * @param key on which object, {@link Value#NIL} if there is but one
 * @param argument with what
 */
public record Request(long timeNanos, ProcessId process, String function, Value key, Value argument) {
    /** What, without by whom and when. */
    public Call call() {
        return new Call(function, key, argument);
    }

    /** Something else by the same process at the same time. */
    public Request with(Call call) {
        return new Request(timeNanos, process, call.function(), call.key(), call.argument());
    }

    /** The same at another time. */
    public Request at(long newTimeNanos) {
        return new Request(newTimeNanos, process, function, key, argument);
    }

    /** The same on this object. */
    public Request on(Value newKey) {
        return new Request(timeNanos, process, function, newKey, argument);
    }
}
