package refute.harness.generator;

import refute.harness.history.Value;

/**
 * What is to be invoked, without by whom and when.
 *
 * @param function what to do; never empty
 * @param key on which object, {@link Value#NIL} if there is but one
 * @param argument with what
 */
public record Call(String function, Value key, Value argument) {
    public Call {
        if (function.isEmpty()) {
            throw new IllegalArgumentException("a call names its function");
        }
    }

    public static Call of(String function) {
        return new Call(function, Value.NIL, Value.NIL);
    }

    public static Call of(String function, Value argument) {
        return new Call(function, Value.NIL, argument);
    }

    /** The same on this object. */
    public Call on(Value newKey) {
        return new Call(function, newKey, argument);
    }

    /** This call by the process that has been free for longest, now; {@link Step#PENDING} if nobody is free. */
    Step by(Context context, java.util.function.Supplier<Generator> rest) {
        if (!context.anyFree()) {
            return Step.PENDING;
        }
        Request request = new Request(context.timeNanos(), context.nextProcess(), function, key, argument);
        return new Step.Invoke(request, rest.get());
    }
}
