package refute.harness.generator;

import refute.harness.history.Entry;

/**
 * A pure source of invocations.
 *
 * <p>A generator is a value. Asked for its {@link #next} step it answers with an invocation and the generator that goes on
 * after it, or that nothing can be said yet, or that it is exhausted; told of what happened ({@link #update}) it answers with
 * the generator that knows it. It touches no thread, clock or random source: the time, the free processes and the seed stand
 * in the {@link Context}. So a generator can be tried without a run, in virtual time, and gives the same in every world.
 *
 * <p>The design follows the essay at the head of Jepsen's {@code generator.clj}: effects stay with the one interpreter.
 */
public interface Generator {
    /** What to do next, in this context. Pure; equal questions have equal answers. */
    Step next(Context context);

    /** The generator that knows that this invocation or completion happened. Most do not care. */
    default Generator update(Context context, Entry entry) {
        return this;
    }
}
