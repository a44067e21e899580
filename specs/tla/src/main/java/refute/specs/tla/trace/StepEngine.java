package refute.specs.tla.trace;

import java.nio.file.Path;
import java.util.List;
import refute.specs.tla.Counterexample;

/**
 * Follows one trace at a time: what {@code refute.specs.tla.engine} offers from behind its own class loader. Only types of Java and of
 * Refute's public packages cross. One thread at a time.
 */
public interface StepEngine {
    /**
     * Parses a module with an operator {@code Step}. Once, before anything else.
     *
     * @param module its file, with its model beside it
     * @param scratch where modules of TLC's own may be unpacked
     * @param vocabulary what its events say
     */
    void open(Path module, Path scratch, TraceVocabulary vocabulary);

    /** Goes back to the beginning: the initial states. */
    void begin();

    /**
     * Takes the step of an event.
     *
     * @return how many states are possible after it; 0: none, and those before it stay what they were
     */
    int step(TraceEvent event);

    /** Why that event, of which {@link #step} has just answered 0, is no step. */
    Refusal refusal(TraceEvent event);

    /** The last states, the latest of them last: one of those that were possible, with the event that led there. Few. */
    List<Counterexample.Step> lastStates();

    /** Which actions and branches of the spec the steps so far were made of, of all traces since it was opened. */
    SpecCoverage coverage();
}
