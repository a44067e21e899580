package refute.harness.generator;

/** What a generator answers when it is asked for the next invocation. */
public sealed interface Step {
    /**
     * Invoke this, at its time, which may lie in the future; whoever asks may ask again instead when something happens before.
     *
     * @param request what to invoke
     * @param rest the generator that goes on after it
     */
    record Invoke(Request request, Generator rest) implements Step {}

    /** Nothing yet; ask again when something has happened. The generator stays as it was. */
    record Pending() implements Step {}

    /** Nothing, ever. */
    record Exhausted() implements Step {}

    Step PENDING = new Pending();
    Step EXHAUSTED = new Exhausted();
}
